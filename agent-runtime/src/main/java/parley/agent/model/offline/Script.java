package parley.agent.model.offline;

/** What an offline model answers: a pure function of what it is shown. */
@FunctionalInterface
interface Script {

    String answer(Conversation conversation);
}
