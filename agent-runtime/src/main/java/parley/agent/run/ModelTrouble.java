package parley.agent.run;

import parley.agent.model.ModelId;
import parley.agent.model.ModelReply.Kind;
import parley.space.TurnFailure;

/** What people are told when a model does not answer. */
final class ModelTrouble {

    private ModelTrouble() {}

    static TurnFailure failure(Kind kind) {
        return switch (kind) {
            case UNAUTHORISED -> TurnFailure.NOT_CONFIGURED;
            case TIMEOUT -> TurnFailure.TIMEOUT;
            case NOT_SENT, RATE_LIMITED, PROVIDER, INTERRUPTED, CONTEXT_TOO_LONG, REJECTED, CANCELLED ->
                TurnFailure.MODEL;
        };
    }

    static String text(ModelId model, Kind kind) {
        return switch (kind) {
            case NOT_SENT -> model + " could not be reached";
            case RATE_LIMITED -> model + " is asked too much at the moment";
            case PROVIDER -> model + " has a problem at its provider";
            case INTERRUPTED -> model + " stopped in the middle of its answer";
            case CONTEXT_TOO_LONG -> "the conversation is too long for " + model;
            case REJECTED -> model + " does not accept the request; an administrator should look at the agent's models";
            case UNAUTHORISED -> "the key for " + model + " is missing or not accepted; an administrator can set it";
            case CANCELLED -> "the call to " + model + " was stopped";
            case TIMEOUT -> model + " took longer than a turn may";
        };
    }
}
