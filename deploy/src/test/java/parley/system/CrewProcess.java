package parley.system;

import java.io.EOFException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import parley.system.Order.Account;

/** A process whose clients can be frozen without the others: does what it reads, and writes what came of it. */
final class CrewProcess {

    private @Nullable Crew crew;

    private CrewProcess() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        var process = new CrewProcess();
        var answers = new ObjectOutputStream(System.out);
        var orders = new ObjectInputStream(System.in);
        try {
            while (true) {
                answers.writeObject(process.answer((Order) orders.readObject()));
                answers.reset();
                answers.flush();
            }
        } catch (EOFException over) {
            System.exit(0);
        }
    }

    /** What came of an order, or why nothing did. */
    private Serializable answer(Order order) throws InterruptedException {
        try {
            return perform(order);
        } catch (ExecutionException failed) {
            return failed;
        }
    }

    private Account perform(Order order) throws InterruptedException, ExecutionException {
        if (order instanceof Order.Begin begin) {
            if (crew != null) {
                crew.close();
            }
            crew = new Crew(begin);
            return Account.NOTHING;
        }
        if (crew == null) {
            throw new IllegalStateException("nobody is there to " + order);
        }
        return perform(crew, order);
    }

    private static Account perform(Crew crew, Order order) throws InterruptedException, ExecutionException {
        switch (order) {
            case Order.Begin _ -> throw new IllegalStateException("begun already");
            case Order.Drop(var some) -> crew.onLinks(some, Link::drop);
            case Order.Stall(var some, var stalled) -> crew.onLinks(some, stalled ? Link::stall : Link::readOn);
            case Order.Move(var address) -> crew.move(address);
            case Order.Finish _ -> crew.finish();
            case Order.Tell tell -> {
                return crew.account(tell);
            }
        }
        return Account.NOTHING;
    }
}
