package parley.gateway.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.agent.AgentDefinition;
import parley.agent.Agents;
import parley.agent.model.LanguageModels;
import parley.agent.model.ModelId;
import parley.gateway.access.ProblemCode;
import parley.ledger.Ledger;
import parley.space.MemberId;

/** {@code /v1/agents}: everybody sees which there are; administrators say what they are. */
final class AgentRoutes {
    private static final Pattern ID = Pattern.compile("a_[a-z0-9_-]{1,60}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");
    private static final int PERSONA_MAX = 8_000;
    private static final int WORDS_MAX = 32;
    private static final int MODELS_MAX = 5;
    private static final int OUTPUT_TOKENS_MAX = 32_768;
    private static final int OUTPUT_TOKENS_USUAL = 2_048;
    private static final int COLOURS = 8;

    /** What is said about an agent; what is left out keeps its value, or gets the usual one. */
    private record Wanted(
            @Nullable String id,
            @Nullable String name,
            @Nullable String persona,
            @Nullable List<String> skills,
            @Nullable List<String> models,
            @Nullable List<String> tools,
            @Nullable Integer maxOutputTokens,
            @Nullable Integer colour,
            @Nullable Boolean enabled) {}

    private record AgentList(List<AgentView> agents) {}

    private final Agents agents;
    private final LanguageModels models;
    private final Ledger ledger;
    private final Answers answers;

    AgentRoutes(Agents agents, LanguageModels models, Ledger ledger, Answers answers) {
        this.agents = agents;
        this.models = models;
        this.ledger = ledger;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/agents", Access.SIGNED_IN, this::list),
                Endpoint.post("/v1/agents", Access.ADMINISTRATOR, this::create),
                Endpoint.get("/v1/agents/{agent}", Access.SIGNED_IN, call -> answers.ok(view(call, known(call)))),
                Endpoint.patch("/v1/agents/{agent}", Access.ADMINISTRATOR, this::change),
                Endpoint.delete("/v1/agents/{agent}", Access.ADMINISTRATOR, this::remove));
    }

    private HttpResponse list(Call call) {
        var standings = Call.answered(ledger.read());
        var page = Page.of(Call.await(agents.all()), it -> it.id().value(), call);
        var views = page.items().stream()
                .map(it -> AgentView.of(it, call.identity(), standings))
                .toList();
        return Answers.linked(call, answers.ok(new AgentList(views)), page.next());
    }

    private AgentView view(Call call, AgentDefinition agent) {
        return AgentView.of(agent, call.identity(), Call.answered(ledger.read()));
    }

    private AgentDefinition known(Call call) {
        return Call.await(agents.find(call.memberInPath("agent")))
                .orElseThrow(() -> Refusal.of(ProblemCode.NO_SUCH_MEMBER, "there is no agent of that id"));
    }

    private HttpResponse create(Call call) {
        var wanted = call.body(Wanted.class);
        var name = wanted.name() == null ? "" : wanted.name();
        var id = new MemberId(wanted.id() == null ? "a_" + name.toLowerCase(Locale.ROOT) : wanted.id());
        if (!ID.matcher(id.value()).matches()) {
            throw Refusal.at("/id", "a_ and 1 to 60 lower case letters, digits, '_' or '-' are allowed");
        }
        var all = Call.await(agents.all());
        if (all.stream().anyMatch(it -> it.id().equals(id))) {
            throw Refusal.of(ProblemCode.CONFLICT, "there is an agent " + id + " already; change it by PATCH");
        }
        var fresh = new AgentDefinition(
                id, name, "", List.of(), List.of(), List.of(), OUTPUT_TOKENS_USUAL, freeColour(all), true);
        var agent = checked(over(fresh, wanted));
        Call.await(agents.save(agent));
        return answers.created(view(call, agent));
    }

    /** The colour that the fewest agents have. */
    private static int freeColour(List<AgentDefinition> all) {
        var used = all.stream().collect(Collectors.groupingBy(AgentDefinition::colour, Collectors.counting()));
        return IntStream.rangeClosed(1, COLOURS)
                .boxed()
                .min(Comparator.comparing((Integer colour) -> used.getOrDefault(colour, 0L)))
                .orElseThrow();
    }

    private HttpResponse change(Call call) {
        var agent = checked(over(known(call), call.body(Wanted.class)));
        Call.await(agents.save(agent));
        return answers.ok(view(call, agent));
    }

    private static AgentDefinition over(AgentDefinition agent, Wanted wanted) {
        var models = wanted.models() == null
                ? agent.models()
                : wanted.models().stream().map(AgentRoutes::model).toList();
        return new AgentDefinition(
                agent.id(),
                or(wanted.name(), agent.name()),
                or(wanted.persona(), agent.persona()),
                or(wanted.skills(), agent.skills()),
                models,
                or(wanted.tools(), agent.tools()),
                or(wanted.maxOutputTokens(), agent.maxOutputTokens()),
                or(wanted.colour(), agent.colour()),
                or(wanted.enabled(), agent.enabled()));
    }

    private static <T> T or(@Nullable T wanted, T usual) {
        return wanted == null ? usual : wanted;
    }

    private static ModelId model(String text) {
        try {
            return ModelId.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.at("/models", "models are written provider/name, such as offline/rules");
        }
    }

    private AgentDefinition checked(AgentDefinition agent) {
        require(NAME.matcher(agent.name()).matches(), "/name", "1 to 40 letters, digits, '.', '_' or '-' are allowed");
        require(
                agent.persona().length() <= PERSONA_MAX,
                "/persona",
                "at most " + PERSONA_MAX + " characters are allowed");
        require(words(agent.skills()), "/skills", "at most " + WORDS_MAX + " words of 1 to 40 characters are allowed");
        require(words(agent.tools()), "/tools", "at most " + WORDS_MAX + " names of 1 to 40 characters are allowed");
        var tokens = agent.maxOutputTokens();
        require(
                tokens > 0 && tokens <= OUTPUT_TOKENS_MAX,
                "/maxOutputTokens",
                "1 to " + OUTPUT_TOKENS_MAX + " are allowed");
        require(agent.colour() > 0 && agent.colour() <= COLOURS, "/colour", "1 to " + COLOURS + " are allowed");
        require(
                !agent.models().isEmpty() && agent.models().size() <= MODELS_MAX,
                "/models",
                "1 to " + MODELS_MAX + " models are allowed, such as offline/rules");
        agent.models().forEach(this::requireCallable);
        return agent;
    }

    private void requireCallable(ModelId model) {
        var known = models.providers().stream().sorted().collect(Collectors.joining(", "));
        require(
                models.find(model).isPresent(),
                "/models",
                model + " cannot be called here: its provider is unknown or has no key; providers are " + known);
    }

    private static boolean words(List<String> words) {
        return words.size() <= WORDS_MAX
                && words.stream().allMatch(it -> WORD.matcher(it).matches());
    }

    private static void require(boolean right, String pointer, String allowed) {
        if (!right) {
            throw Refusal.at(pointer, allowed);
        }
    }

    private HttpResponse remove(Call call) {
        if (!Call.await(agents.remove(call.memberInPath("agent")))) {
            throw Refusal.of(ProblemCode.NO_SUCH_MEMBER, "there is no agent of that id");
        }
        return Answers.done();
    }
}
