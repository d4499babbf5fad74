package parley.ledger.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import parley.ledger.PriceCatalogue;

/** Reads price lists. Only what is understood is accepted: a price that is overlooked would be a wrong one. */
public final class PriceCatalogueReader {

    private static final String BUILT_IN = "prices.json";
    private static final int BYTES_MAX = 4_000_000;

    private final ObjectReader reader = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantReader()))
            .build()
            .readerFor(PriceFile.class);

    /** The prices that come with the product. */
    public PriceCatalogue builtIn() {
        try (var file = PriceCatalogueReader.class.getResourceAsStream(BUILT_IN)) {
            if (file == null) {
                throw new IllegalStateException("the built-in price list is missing from this artefact");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), BUILT_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The built-in prices with an installation's own laid over them. Throws {@link IllegalArgumentException} that says
     * what is wrong with the file and what is allowed.
     */
    public PriceCatalogue withOverrides(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new IllegalArgumentException(file + " is larger than " + BYTES_MAX + " bytes");
            }
            return parse(Files.readString(file), file.toString()).over(builtIn());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read as UTF-8 text", e);
        }
    }

    PriceCatalogue parse(String json, String name) {
        try {
            return reader.<PriceFile>readValue(json).toCatalogue();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is not a price list: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** Reads a time as ISO 8601. */
    private static final class InstantReader extends StdDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(parser.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException(parser.getText(), Instant.class, "write 2026-11-01T00:00:00Z");
            }
        }
    }
}
