package parley.agent.context;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.agent.AgentDefinition;
import parley.space.Member;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Message;
import parley.space.MessageId;
import parley.space.MessageKind;

/**
 * What an agent may know of a space when it is its turn.
 *
 * @param title what the space is called
 * @param topic may be empty
 * @param members everybody, by id
 * @param colleagues the other agents that can be asked, by id
 * @param messages those the agent may have seen, oldest first
 */
public record Room(
        String title,
        String topic,
        Map<MemberId, Member> members,
        List<AgentDefinition> colleagues,
        List<Message> messages) {

    public Room {
        colleagues = List.copyOf(colleagues);
        messages = List.copyOf(messages);
    }

    /** A message as far as it is there to be read. */
    Optional<Message> message(MessageId id) {
        return messages.stream().filter(message -> message.id().equals(id)).findFirst();
    }

    /** Whether a message is part of the conversation. */
    static boolean readable(Message message) {
        return message.kind() == MessageKind.CHAT && !message.deleted();
    }

    /** What the author is called, so that nobody is taken for an agent that bears the same name. */
    String author(Message message) {
        var member = members.get(message.author());
        var name = member == null ? message.author().value() : member.name();
        if (message.authorKind() == MemberKind.AGENT) {
            return name;
        }
        var likeAgent = members.values().stream()
                .anyMatch(other -> other.kind() == MemberKind.AGENT
                        && Mentions.handle(other.name()).equals(Mentions.handle(name)));
        if (message.authorKind() == MemberKind.HUMAN) {
            return likeAgent ? name + " (a person)" : name;
        }
        return name + " (not a member)";
    }
}
