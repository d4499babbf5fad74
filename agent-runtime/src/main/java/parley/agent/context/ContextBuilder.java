package parley.agent.context;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.agent.AgentDefinition;
import parley.agent.model.Prompt;
import parley.agent.model.Prompt.Role;
import parley.space.MemberKind;
import parley.space.Message;
import parley.space.MessageId;
import parley.space.OpenTurn;

/**
 * Chooses and writes what a model is shown: who it is and who is there, as many of the latest messages as fit, and last the message to
 * answer. The same room and turn always give the same bytes.
 */
public final class ContextBuilder {

    /** How far back the replies that led to the message to answer are always shown. */
    static final int REPLY_CHAIN_MAX = 4;

    /** How often the window can say that something was left out: around each message of the reply chain, and before the window. */
    private static final int OMISSIONS_MAX = REPLY_CHAIN_MAX + 2;

    /** How many people are named; of more the number is told. */
    static final int PEOPLE_NAMED_MAX = 50;

    /** Who speaks for the space in a label. */
    private static final String SPACE = "Parley (the space itself)";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final AgentDefinition agent;
    private final Room room;
    private final OpenTurn turn;

    public ContextBuilder(AgentDefinition agent, Room room, OpenTurn turn) {
        this.agent = agent;
        this.room = room;
        this.turn = turn;
    }

    /** The context in at most so many bytes; empty where the message to answer is gone or does not fit. */
    public Optional<Context> build(int bytesMax) {
        var trigger = trigger();
        if (trigger.isEmpty()) {
            return Optional.empty();
        }
        var system = new Prompt(Role.SYSTEM, system());
        var omissions = OMISSIONS_MAX * Context.size(omitted(Integer.MAX_VALUE));
        var left = bytesMax - Context.size(system) - Context.size(trigger.get()) - omissions;
        if (left < 0) {
            return Optional.empty();
        }
        var prompts = new ArrayList<Prompt>();
        prompts.add(system);
        prompts.addAll(window(left));
        prompts.add(trigger.get());
        return Optional.of(Context.of(prompts));
    }

    private Optional<Prompt> trigger() {
        if (turn.purpose() != null) {
            var text = Transcript.message(turn.root(), when(turn.grantedAt()), SPACE, turn.purpose());
            return Optional.of(new Prompt(Role.USER, text));
        }
        return room.message(turn.trigger()).filter(Room::readable).map(this::prompt);
    }

    private String system() {
        var lines = new ArrayList<String>();
        lines.add(Transcript.name(agent.name()));
        lines.add(Transcript.skills(agent.skills()));
        lines.add("");
        lines.add(agent.persona().strip());
        lines.add("");
        lines.add(Transcript.note("Space", room.title()));
        if (!room.topic().isBlank()) {
            lines.add(Transcript.note("Topic", room.topic()));
        }
        lines.add(Transcript.note("People", people()));
        room.colleagues().stream()
                .filter(other -> !other.id().equals(agent.id()))
                .sorted(Comparator.comparing(other -> other.id().value()))
                .forEach(other -> lines.add(Transcript.colleague(Mentions.handle(other.name()), other.skills())));
        lines.add("");
        lines.add(RoomRules.TEXT);
        return String.join("\n", lines);
    }

    private String people() {
        var names = room.members().values().stream()
                .filter(member -> member.kind() == MemberKind.HUMAN)
                .sorted(Comparator.comparing(member -> member.id().value()))
                .map(member -> member.name())
                .toList();
        var named = String.join(", ", names.subList(0, Math.min(names.size(), PEOPLE_NAMED_MAX)));
        return names.size() > PEOPLE_NAMED_MAX
                ? named + " and %d more".formatted(names.size() - PEOPLE_NAMED_MAX)
                : named;
    }

    /** The reply chain of the message to answer and then the newest messages that fit, told with what was left out. */
    private List<Prompt> window(int bytesMax) {
        var chain = replyChain();
        var left = bytesMax;
        var shown = new HashSet<MessageId>();
        for (var message : chain) {
            left -= Context.size(prompt(message));
            if (left < 0) {
                break;
            }
            shown.add(message.id());
        }
        var candidates = candidates();
        for (var message : candidates.reversed()) {
            if (shown.contains(message.id())) {
                continue;
            }
            left -= Context.size(prompt(message));
            if (left < 0) {
                break;
            }
            shown.add(message.id());
        }
        return written(candidates, shown);
    }

    private List<Prompt> written(List<Message> candidates, Set<MessageId> shown) {
        var prompts = new ArrayDeque<Prompt>();
        var missing = room.messages().isEmpty() ? 0 : room.messages().getFirst().ordinal() - 1;
        for (var message : candidates) {
            if (shown.contains(message.id())) {
                if (missing > 0) {
                    prompts.add(omitted(missing));
                    missing = 0;
                }
                prompts.add(prompt(message));
            } else {
                missing++;
            }
        }
        if (missing > 0) {
            prompts.add(omitted(missing));
        }
        return List.copyOf(prompts);
    }

    private List<Message> candidates() {
        return room.messages().stream()
                .filter(message -> message.seq() <= turn.upToSeq())
                .filter(Room::readable)
                .filter(message -> !message.id().equals(turn.trigger()))
                .toList();
    }

    /** Newest first, without the message to answer itself. */
    private List<Message> replyChain() {
        var chain = new ArrayList<Message>();
        var current = room.message(turn.trigger());
        while (current.isPresent() && current.get().replyTo() != null && chain.size() < REPLY_CHAIN_MAX) {
            current = room.message(current.get().replyTo()).filter(Room::readable);
            current.ifPresent(chain::add);
        }
        return chain;
    }

    private Prompt prompt(Message message) {
        if (message.author().equals(agent.id())) {
            return new Prompt(Role.ASSISTANT, message.text());
        }
        var label = Transcript.message(message.id(), when(message.at()), room.author(message), message.text());
        return new Prompt(Role.USER, label);
    }

    /** The time of day, with the date unless it is that of the turn. */
    private String when(Instant at) {
        var sameDay = at.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .equals(turn.grantedAt().atZone(ZoneOffset.UTC).toLocalDate());
        return (sameDay ? TIME : DATE_AND_TIME).format(at);
    }

    private static Prompt omitted(long count) {
        return new Prompt(Role.USER, "[%d messages omitted]".formatted(count));
    }
}
