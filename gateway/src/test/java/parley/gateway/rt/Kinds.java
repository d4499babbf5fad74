package parley.gateway.rt;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The records that a sealed type permits, through however many types between. */
final class Kinds {

    private Kinds() {}

    static Set<Class<?>> of(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(permitted -> of(permitted).stream())
                .collect(Collectors.toSet());
    }
}
