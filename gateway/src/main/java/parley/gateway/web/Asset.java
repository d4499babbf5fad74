package parley.gateway.web;

import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A file of the pages, ready to be sent.
 *
 * @param compressed the same in gzip; null where that gains nothing
 */
record Asset(ContentType type, ByteString plain, @Nullable ByteString compressed) {

    static Asset of(ContentType type, byte[] content) {
        var text = !type.mediaType().equals(MediaTypes.FONT_WOFF_2);
        var plain = ByteString.fromArrayUnsafe(content);
        return new Asset(type, plain, text ? Gzip.packed(content) : null);
    }

    /** The type of a file by its name; nothing for what is not sent to browsers. */
    static Optional<ContentType> type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> Optional.of(ContentTypes.create(MediaTypes.APPLICATION_JAVASCRIPT, HttpCharsets.UTF_8));
            case "css" -> Optional.of(ContentTypes.create(MediaTypes.TEXT_CSS, HttpCharsets.UTF_8));
            case "woff2" -> Optional.of(ContentTypes.create(MediaTypes.FONT_WOFF_2));
            case "txt" -> Optional.of(ContentTypes.TEXT_PLAIN_UTF8);
            default -> Optional.empty();
        };
    }
}
