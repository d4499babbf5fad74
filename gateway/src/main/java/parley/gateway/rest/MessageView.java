package parley.gateway.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.money.Cost;
import parley.space.Answer;
import parley.space.MemberId;
import parley.space.Message;

/** A message as clients see it. */
public record MessageView(
        String id,
        long seq,
        long mo,
        String key,
        long ts,
        String author,
        String authorKind,
        String kind,
        String text,
        List<String> mentions,
        @Nullable String replyTo,
        @Nullable String turn,
        @Nullable String root,
        @Nullable String trigger,
        int hop,
        @Nullable UsageView usage,
        @Nullable CostView cost,
        @Nullable String model,
        @Nullable Long tookMillis,
        Map<String, List<String>> reactions,
        int rev,
        boolean edited,
        boolean deleted) {

    /** How many tokens a turn took. */
    public record UsageView(long in, long out) {}

    /**
     * What a turn has cost.
     *
     * @param nanoUsd as text, since a number in JSON may lose digits
     */
    public record CostView(String nanoUsd, String kind) {
        static CostView of(Cost cost) {
            return new CostView(Long.toString(cost.amount().nano()), SpaceView.wire(cost.kind()));
        }
    }

    public static MessageView of(Message message) {
        var from = message.provenance();
        var answer = message.answer();
        return new MessageView(
                message.id().value(),
                message.seq(),
                message.ordinal(),
                message.key(),
                message.at().toEpochMilli(),
                message.author().value(),
                SpaceView.wire(message.authorKind()),
                SpaceView.wire(message.kind()),
                message.text(),
                message.mentions().stream().map(MemberId::value).toList(),
                text(message.replyTo()),
                text(from.turn()),
                text(from.root()),
                text(from.trigger()),
                from.hop(),
                answer == null ? null : usage(answer),
                answer == null ? null : CostView.of(answer.cost()),
                answer == null ? null : answer.model(),
                answer == null ? null : (Long) answer.tookMillis(),
                reactions(message),
                message.rev(),
                message.editedAt() != null,
                message.deleted());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private static UsageView usage(Answer answer) {
        return new UsageView(answer.usage().in(), answer.usage().out());
    }

    private static Map<String, List<String>> reactions(Message message) {
        var byEmoji = new TreeMap<String, List<String>>();
        message.reactions()
                .forEach((emoji, members) -> byEmoji.put(
                        emoji, members.stream().map(MemberId::value).sorted().toList()));
        return byEmoji;
    }
}
