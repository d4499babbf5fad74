package parley.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.space.Heads;
import parley.space.Heads.Head;
import parley.space.MemberId;
import parley.space.MessageId;

/**
 * The stored form of what a space remembers of its messages, which is by far the most of its snapshot: one flat list
 * without field names. Authors are named once and then numbered, and an id that is {@code m_} and the key is left out.
 */
final class HeadsForm {

    private static final String ID_PREFIX = "m_";

    private HeadsForm() {}

    /**
     * {@code [youngSince, forgottenUntil or null, young, old]}, a generation being {@code [key, id or null, seq, …]}.
     */
    static final class Writer extends StdSerializer<Heads> {

        Writer() {
            super(Heads.class);
        }

        @Override
        public void serialize(Heads heads, JsonGenerator to, SerializerProvider provider) throws IOException {
            var authors = new HashMap<MemberId, Integer>();
            to.writeStartArray();
            provider.defaultSerializeValue(heads.youngSince(), to);
            provider.defaultSerializeValue(heads.forgottenUntil(), to);
            generation(heads.young(), authors, to, provider);
            generation(heads.old(), authors, to, provider);
            to.writeEndArray();
        }

        private static void generation(
                PMap<String, Head> heads, Map<MemberId, Integer> authors, JsonGenerator to, SerializerProvider provider)
                throws IOException {
            to.writeStartArray();
            for (var entry : heads.entrySet()) {
                var key = entry.getKey();
                var head = entry.getValue();
                to.writeString(key);
                var id = head.id().value();
                if (id.length() == key.length() + ID_PREFIX.length() && id.startsWith(ID_PREFIX) && id.endsWith(key)) {
                    to.writeNull();
                } else {
                    to.writeString(id);
                }
                to.writeNumber(head.seq());
                provider.defaultSerializeValue(head.at(), to);
                author(head.author(), authors, to);
                to.writeNumber(head.bodyHash());
                to.writeNumber(head.editHash());
                to.writeNumber(head.rev());
                to.writeBoolean(head.deleted());
            }
            to.writeEndArray();
        }

        private static void author(MemberId author, Map<MemberId, Integer> authors, JsonGenerator to)
                throws IOException {
            var number = authors.putIfAbsent(author, authors.size());
            if (number == null) {
                to.writeString(author.value());
            } else {
                to.writeNumber(number);
            }
        }
    }

    static final class Reader extends StdDeserializer<Heads> {

        Reader() {
            super(Heads.class);
        }

        @Override
        public Heads deserialize(JsonParser from, DeserializationContext context) throws IOException {
            var authors = new ArrayList<MemberId>();
            var youngSince = context.readValue(next(from), Instant.class);
            @Nullable
            Instant forgottenUntil =
                    next(from).currentToken() == JsonToken.VALUE_NULL ? null : context.readValue(from, Instant.class);
            var young = generation(next(from), context, authors);
            var old = generation(next(from), context, authors);
            from.nextToken();
            return new Heads(young, old, youngSince, forgottenUntil);
        }

        private static JsonParser next(JsonParser from) throws IOException {
            from.nextToken();
            return from;
        }

        private static PMap<String, Head> generation(
                JsonParser from, DeserializationContext context, List<MemberId> authors) throws IOException {
            var heads = new LinkedHashMap<String, Head>();
            while (from.nextToken() != JsonToken.END_ARRAY) {
                var key = from.getText();
                var id = from.nextToken() == JsonToken.VALUE_NULL ? ID_PREFIX + key : from.getText();
                var seq = next(from).getLongValue();
                var at = context.readValue(next(from), Instant.class);
                var author = author(next(from), authors);
                var bodyHash = next(from).getLongValue();
                var editHash = next(from).getLongValue();
                var rev = next(from).getIntValue();
                var deleted = next(from).getBooleanValue();
                heads.put(key, new Head(new MessageId(id), seq, at, author, bodyHash, editHash, rev, deleted));
            }
            return HashTreePMap.from(heads);
        }

        private static MemberId author(JsonParser from, List<MemberId> authors) throws IOException {
            if (from.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return authors.get(from.getIntValue());
            }
            var author = new MemberId(from.getText());
            authors.add(author);
            return author;
        }
    }
}
