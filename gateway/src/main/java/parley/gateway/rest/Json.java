package parley.gateway.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;

/** Request and response bodies: records to JSON and back, strict about types, lenient about fields it does not know. */
public final class Json {
    private final ObjectMapper mapper;
    private final int depth;

    /** @param depth how deep what is read may nest */
    public Json(int depth) {
        this.depth = depth;
        var factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(depth).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withConfigOverride(
                        List.class, list -> list.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
                .withCoercionConfig(
                        LogicalType.Textual,
                        textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /** The mapper itself, for what writes JSON piece by piece. */
    public ObjectMapper mapper() {
        return mapper;
    }

    /** Writes a record. */
    public byte[] write(Object body) {
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads a record, all of whose components must be there unless they are {@code @Nullable}; refuses with a pointer to what is wrong. */
    public <T extends Record> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw Refusal.of(ProblemCode.MALFORMED, "the request needs a JSON object as its body: " + fields(type));
        }
        return complete(parse(body, type), type);
    }

    private <T extends Record> @Nullable T parse(byte[] body, Class<T> type) {
        try {
            return mapper.readValue(body, type);
        } catch (InvalidFormatException wrong) {
            throw mismatch(wrong, allowed(wrong));
        } catch (InvalidNullException wrong) {
            throw mismatch(wrong, "without null");
        } catch (MismatchedInputException wrong) {
            throw mismatch(wrong, article(wrong.getTargetType()));
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw Refusal.of(
                    ProblemCode.MALFORMED,
                    "the body is not readable JSON" + where + "; allowed is one object, nested at most " + depth
                            + " deep");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Refusal mismatch(MismatchedInputException wrong, String expected) {
        var pointer = pointer(wrong.getPath());
        var where = pointer.isEmpty() ? "the body" : pointer;
        return new Refusal(Problem.of(ProblemCode.MALFORMED, where + " must be " + expected)
                .at(pointer));
    }

    private static String allowed(InvalidFormatException wrong) {
        var target = wrong.getTargetType();
        if (target == null || !target.isEnum()) {
            return article(target);
        }
        return "one of "
                + Arrays.stream(target.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String article(@Nullable Class<?> target) {
        if (target == null) {
            return "of another type";
        }
        if (target == String.class) {
            return "a string";
        }
        if (target == Boolean.class || target == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(target) || target.isPrimitive()) {
            return "a whole number within its range";
        }
        return List.class.isAssignableFrom(target) ? "an array" : "an object";
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private static <T extends Record> T complete(@Nullable T body, Class<T> type) {
        if (body == null) {
            throw Refusal.of(ProblemCode.MALFORMED, "the body must be a JSON object: " + fields(type));
        }
        for (var component : type.getRecordComponents()) {
            var optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!optional && value(component, body) == null) {
                var pointer = "/" + name(component);
                throw new Refusal(Problem.of(ProblemCode.INVALID, pointer + " is missing; allowed are " + fields(type))
                        .at(pointer));
            }
        }
        return body;
    }

    private static @Nullable Object value(RecordComponent component, Record body) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(body);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record has its accessors", impossible);
        }
    }

    private static String name(RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    private static String fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(it -> name(it) + (it.getAnnotatedType().isAnnotationPresent(Nullable.class) ? " (optional)" : ""))
                .collect(Collectors.joining(", "));
    }
}
