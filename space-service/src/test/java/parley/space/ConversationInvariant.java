package parley.space;

/** What must hold in every conversation, whatever agents say; each is checked by itself, so that no defence hides behind another. */
enum ConversationInvariant {
    CHAIN_WITHIN_HOPS,
    GRANTS_WITHIN_ROOT_BUDGET,
    GRANTS_WITHIN_AGENT_BUDGET,
    MESSAGES_WITHIN_BOUND,
    ONE_GRANT_PER_TRIGGER_AND_AGENT,
    NO_AGENT_ANSWERS_ITSELF,
    ONLY_GRANTED_TURNS_POST,
    ONE_MESSAGE_PER_TURN,
    ENDED_TURNS_STAY_SILENT,
    STOPPED_TURNS_STAY_SILENT,
    NOTHING_COMES_OF_A_STOPPED_ROOT,
    WHO_IS_ASKED_HEARS_AT_ONCE,
    TWICE_IS_ONCE,
    EVERY_STEP_LEADS_TO_SILENCE
}
