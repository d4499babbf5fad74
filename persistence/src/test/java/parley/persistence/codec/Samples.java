package parley.persistence.codec;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** Makes an example of any stored type, always the same: with every field, or with only those that must be there. */
final class Samples {

    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56.789Z");

    private final boolean full;

    private Samples(boolean full) {
        this.full = full;
    }

    static Object full(Class<?> type) {
        return new Samples(true).of(type, type.getSimpleName());
    }

    static Object bare(Class<?> type) {
        return new Samples(false).of(type, type.getSimpleName());
    }

    private Object of(Type type, String name) {
        return type instanceof ParameterizedType generic ? generic(generic, name) : plain((Class<?>) type, name);
    }

    /** The type that stands for a type variable where a generic record is used. */
    private static Type resolved(Type type, Class<?> declaring, Type[] arguments) {
        if (type instanceof ParameterizedType generic) {
            var resolved = Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> resolved(argument, declaring, arguments))
                    .toList();
            return new Generic((Class<?>) generic.getRawType(), resolved);
        }
        var index = Arrays.asList((Type[]) declaring.getTypeParameters()).indexOf(type);
        return index < 0 ? type : arguments[index];
    }

    private record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }

    private Object generic(ParameterizedType type, String name) {
        var raw = (Class<?>) type.getRawType();
        if (raw.isRecord()) {
            return record(raw, name, type.getActualTypeArguments());
        }
        var first = of(type.getActualTypeArguments()[0], name);
        if (raw == List.class) {
            return full ? List.of(first) : List.of();
        }
        if (raw == Set.class) {
            return full ? Set.of(first) : Set.of();
        }
        if (raw == PVector.class) {
            return full ? TreePVector.singleton(first) : TreePVector.empty();
        }
        if (raw == PSet.class) {
            return full ? HashTreePSet.singleton(first) : HashTreePSet.empty();
        }
        if (raw == PSortedMap.class) {
            return full ? TreePMap.singleton(3L, of(type.getActualTypeArguments()[1], name)) : TreePMap.empty();
        }
        if (raw == OrderedPMap.class) {
            return full
                    ? OrderedPMap.singleton(first, of(type.getActualTypeArguments()[1], name))
                    : OrderedPMap.empty();
        }
        if (raw == PMap.class || raw == Map.class) {
            return full
                    ? HashTreePMap.singleton(first, of(type.getActualTypeArguments()[1], name))
                    : HashTreePMap.empty();
        }
        throw new IllegalArgumentException("no sample of " + type);
    }

    private Object plain(Class<?> type, String name) {
        if (type == String.class) {
            return name;
        }
        if (type == long.class || type == Long.class) {
            return 3_000_000_000L + name.length();
        }
        if (type == int.class || type == Integer.class) {
            return 40 + name.length();
        }
        if (type == boolean.class || type == Boolean.class) {
            return full;
        }
        if (type == Instant.class) {
            return NOW.plusSeconds(name.length());
        }
        if (type == Duration.class) {
            return Duration.ofMillis(1_500 + name.length());
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2026, 11, 21);
        }
        if (type == ZoneId.class) {
            return ZoneId.of("Europe/Berlin");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return of(type.getPermittedSubclasses()[0], name);
        }
        return record(type, name, new Type[0]);
    }

    /**
     * A record around a single value is named by whoever holds it, so that two of them cannot be mistaken for one
     * another.
     */
    private Object record(Class<?> type, String name, Type[] arguments) {
        var components = type.getRecordComponents();
        var constructor = Arrays.stream(type.getDeclaredConstructors())
                .filter(candidate -> Arrays.equals(
                        candidate.getParameterTypes(),
                        Arrays.stream(components).map(RecordComponent::getType).toArray()))
                .findFirst()
                .orElseThrow();
        try {
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> component(
                            component,
                            components.length == 1 ? name : component.getName(),
                            resolved(component.getGenericType(), type, arguments)))
                    .toArray());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("no sample of " + type, failure);
        }
    }

    private @Nullable Object component(RecordComponent component, String name, Type type) {
        return !full && nullable(component.getAnnotatedType()) ? null : of(type, name);
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** All stored types there are, by name. */
    static Set<String> names() {
        return new TreeSet<>(StoredFormat.types().keySet());
    }

    static Class<?> type(String name) {
        var type = StoredFormat.types().get(name);
        if (type == null) {
            throw new IllegalArgumentException(name);
        }
        return type;
    }
}
