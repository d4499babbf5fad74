package parley.agent;

import java.util.List;
import parley.agent.model.ModelId;
import parley.space.MemberId;

/**
 * What an administrator says about an agent.
 *
 * @param persona who it is and how it answers, in its own prompt
 * @param skills words for what it is good at, so that others hand over to it
 * @param models the fallback chain, first choice first; at least one
 * @param tools names of tools it may use
 * @param maxOutputTokens the longest answer it may give
 * @param colour 1 to 8: the palette's colour that stands for it everywhere
 */
public record AgentDefinition(
        MemberId id,
        String name,
        String persona,
        List<String> skills,
        List<ModelId> models,
        List<String> tools,
        int maxOutputTokens,
        int colour,
        boolean enabled) {}
