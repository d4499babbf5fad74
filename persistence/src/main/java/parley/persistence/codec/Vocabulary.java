package parley.persistence.codec;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names under which one family of types is stored, each with a version: {@code space.message.posted:1}. A name
 * stands for its form for ever; a class may be renamed, its stored name never.
 */
public final class Vocabulary {

    private final Map<String, Class<?>> types;

    private Vocabulary(Map<String, Class<?>> types) {
        this.types = types;
    }

    /** Names for all records of a sealed type. */
    static Builder of(Class<?> sealed) {
        return new Builder(records(sealed));
    }

    /** Names for a single record. */
    static Vocabulary of(Class<?> type, String name) {
        return new Vocabulary(Map.of(name, type));
    }

    /** What is stored under each name. */
    public Map<String, Class<?>> types() {
        return types;
    }

    private static Set<Class<?>> records(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(permitted -> records(permitted).stream())
                .collect(Collectors.toSet());
    }

    /** Collects names until every record has one. */
    static final class Builder {

        private final Set<Class<?>> nameless;
        private final Map<String, Class<?>> types = new LinkedHashMap<>();

        private Builder(Set<Class<?>> records) {
            nameless = new HashSet<>(records);
        }

        Builder name(String name, Class<?> type) {
            if (!nameless.remove(type) || types.putIfAbsent(name, type) != null) {
                throw new IllegalStateException(name + " is named twice, or is not one of these: " + type);
            }
            return this;
        }

        /** Throws where a record was forgotten, which the first test to store anything shows. */
        Vocabulary build() {
            if (!nameless.isEmpty()) {
                throw new IllegalStateException("these have no stored name: " + nameless);
            }
            return new Vocabulary(Map.copyOf(types));
        }
    }
}
