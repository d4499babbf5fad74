package parley.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** Tables as comma-separated values (RFC 4180). Text that a spreadsheet would run as a formula is made plain text. */
final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final String LINE_END = "\r\n";

    private Csv() {}

    /**
     * A table to be saved.
     *
     * @param rows numbers and texts
     */
    static HttpResponse answer(String file, List<String> head, List<List<Object>> rows) {
        var text = line(List.copyOf(head)) + rows.stream().map(Csv::line).collect(Collectors.joining());
        var type = ContentTypes.create(MediaTypes.TEXT_CSV, HttpCharsets.UTF_8);
        return HttpResponse.create()
                .withEntity(
                        HttpEntities.create(type, ByteString.fromArrayUnsafe(text.getBytes(StandardCharsets.UTF_8))))
                .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"" + file + "\""));
    }

    private static String line(List<Object> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", LINE_END));
    }

    static String cell(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        var text = value.toString();
        var harmless = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
