package parley.agent.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.space.Member;
import parley.space.MemberId;

/** Whom a text mentions. Agents write names, spaces know members. */
public final class Mentions {

    /** More mentions in one text are not heard. */
    static final int MENTIONS_MAX = 8;

    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_@./-])@([\\p{L}\\p{N}][\\p{L}\\p{N}_-]*)");
    private static final Pattern ID_PREFIX = Pattern.compile("^[ua]_");

    private Mentions() {}

    /** How a member of this name is mentioned, without the at sign. */
    public static String handle(String name) {
        return name.strip().replaceAll("\\s+", "-").toLowerCase(Locale.ROOT);
    }

    /** The members that a text mentions, in the order of the text, each once, without its author. */
    public static List<MemberId> in(String text, MemberId author, Collection<Member> members) {
        var found = new ArrayList<MemberId>();
        var mentions = MENTION.matcher(text);
        while (mentions.find() && found.size() < MENTIONS_MAX) {
            named(mentions.group(1), members)
                    .filter(member -> !member.equals(author) && !found.contains(member))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** By the name that everybody sees before the name that only the server knows. */
    private static Optional<MemberId> named(String word, Collection<Member> members) {
        var handle = word.toLowerCase(Locale.ROOT);
        return members.stream()
                .filter(member -> handle.equals(handle(member.name())) || handle.equals(idHandle(member)))
                .min(Comparator.<Member, Boolean>comparing(member -> !handle.equals(handle(member.name())))
                        .thenComparing(member -> member.id().value()))
                .map(Member::id);
    }

    private static String idHandle(Member member) {
        return ID_PREFIX.matcher(member.id().value()).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
