package parley.persistence.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

/** Reads persistent collections, and lists as immutable ones; they are written as the lists and maps that they are. */
final class CollectionsModule extends SimpleModule {

    private static final Map<Class<?>, Function<Collection<?>, Object>> COLLECTIONS = Map.of(
            List.class, List::copyOf,
            PVector.class, TreePVector::from,
            PSet.class, HashTreePSet::from);

    private static final Map<Class<?>, Function<Map<?, ?>, Object>> MAPS = Map.of(
            PMap.class, HashTreePMap::from,
            OrderedPMap.class, OrderedPMap::from,
            PSortedMap.class, CollectionsModule::sorted);

    CollectionsModule() {
        super("parley-collections");
        setDeserializers(new Readers());
    }

    /** In the natural order of its keys, which are therefore comparable. */
    @SuppressWarnings("unchecked")
    private static <K extends Comparable<K>> PSortedMap<K, ?> sorted(Map<?, ?> map) {
        return TreePMap.from((Map<K, ?>) map);
    }

    private static final class Readers extends SimpleDeserializers {

        @Override
        public @Nullable JsonDeserializer<?> findCollectionDeserializer(
                CollectionType type,
                DeserializationConfig config,
                BeanDescription description,
                @Nullable TypeDeserializer elementTypes,
                @Nullable JsonDeserializer<?> elements) {
            var make = COLLECTIONS.get(type.getRawClass());
            if (make == null) {
                return null;
            }
            var plain = config.getTypeFactory().constructCollectionType(ArrayList.class, type.getContentType());
            return new StdDelegatingDeserializer<>(new Made<>(plain, type, make));
        }

        @Override
        public @Nullable JsonDeserializer<?> findMapDeserializer(
                MapType type,
                DeserializationConfig config,
                BeanDescription description,
                @Nullable KeyDeserializer keys,
                @Nullable TypeDeserializer elementTypes,
                @Nullable JsonDeserializer<?> elements) {
            var make = MAPS.get(type.getRawClass());
            if (make == null) {
                return null;
            }
            var plain = config.getTypeFactory()
                    .constructMapType(LinkedHashMap.class, type.getKeyType(), type.getContentType());
            return new StdDelegatingDeserializer<>(new Made<>(plain, type, make));
        }
    }

    /** Makes the collection wanted of the plain one read. */
    private record Made<F>(JavaType plain, JavaType wanted, Function<F, Object> make) implements Converter<F, Object> {

        @Override
        public Object convert(F value) {
            return make.apply(value);
        }

        @Override
        public JavaType getInputType(TypeFactory types) {
            return plain;
        }

        @Override
        public JavaType getOutputType(TypeFactory types) {
            return wanted;
        }
    }
}
