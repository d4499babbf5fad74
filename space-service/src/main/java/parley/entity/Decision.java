package parley.entity;

import java.util.List;

/**
 * What the rules made of a command: the events to store, in order and in one write, and the answer to give once they are stored.
 *
 * @param events empty where nothing changes, as for every refusal
 */
public record Decision<E, R>(List<E> events, R reply) {

    public Decision {
        events = List.copyOf(events);
    }

    /** Stores {@code events}, then answers. */
    public static <E, R> Decision<E, R> store(List<? extends E> events, R reply) {
        return new Decision<>(List.copyOf(events), reply);
    }

    /** Answers and changes nothing. */
    public static <E, R> Decision<E, R> answer(R reply) {
        return new Decision<>(List.of(), reply);
    }
}
