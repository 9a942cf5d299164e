package vesper.stress.litmus.model;

import java.util.List;

/**
 * One way in which a hart can execute its thread, for one choice of the values that its loads return and of which
 * store-conditionals succeed.
 *
 * @param operations in program order
 * @param registers what {@code x0} to {@code x31} hold in the end; never changes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Run(List<Operation> operations, List<Fence> fences, long[] registers) {
    Run {
        operations = List.copyOf(operations);
        fences = List.copyOf(fences);
    }
}
