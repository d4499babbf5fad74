package parley.gateway.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** Answers in fewer bytes, for those who take them. */
public final class Gzip {

    /** Bytes of an answer from which on it is worth it. */
    public static final int WORTH_IT = 1_024;

    private static final RawHeader CODED = RawHeader.create("Content-Encoding", "gzip");
    private static final RawHeader VARYING = RawHeader.create("Vary", "Accept-Encoding");

    private Gzip() {}

    /** The answer as it is sent to whoever asked: packed where it is whole and large; a stream goes as it comes. */
    public static HttpResponse applied(HttpRequest request, HttpResponse answer) {
        return answer.entity() instanceof HttpEntity.Strict whole
                        && whole.getData().size() >= WORTH_IT
                ? coded(request, answer, () -> packed(whole.getData().toArrayUnsafe()))
                : answer;
    }

    /** The answer with its content packed where that is taken. */
    static HttpResponse coded(HttpRequest request, HttpResponse answer, Supplier<ByteString> packed) {
        var varying = answer.addHeader(VARYING);
        return accepted(request)
                ? varying.withEntity(HttpEntities.create(answer.entity().getContentType(), packed.get()))
                        .addHeader(CODED)
                : varying;
    }

    static ByteString packed(byte[] content) {
        var bytes = new ByteArrayOutputStream(content.length / 2);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ByteString.fromArrayUnsafe(bytes.toByteArray());
    }

    private static boolean accepted(HttpRequest request) {
        return request.getHeader("Accept-Encoding")
                .filter(it -> it.value().contains("gzip"))
                .isPresent();
    }
}
