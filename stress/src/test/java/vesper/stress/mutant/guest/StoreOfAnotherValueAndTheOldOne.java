package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

/** A-B-A: the value is the old one again, but written. */
public final class StoreOfAnotherValueAndTheOldOne extends WrittenReservation {
    public StoreOfAnotherValueAndTheOldOne() {
        super(a -> {
            a.sd(S4, 0, S2);
            a.sd(S3, 0, S2);
        });
    }
}
