package parley.gateway.rest;

import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;

/** A problem on its way from where it was noticed to the edge, which answers with it. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refusal of(ProblemCode code, String detail) {
        return new Refusal(Problem.of(code, detail));
    }

    /** A value in the body that is not allowed. */
    static Refusal at(String pointer, String allowed) {
        return new Refusal(
                Problem.of(ProblemCode.INVALID, pointer + ": " + allowed).at(pointer));
    }

    public Problem problem() {
        return problem;
    }
}
