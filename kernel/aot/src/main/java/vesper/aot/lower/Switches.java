package vesper.aot.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vesper.aot.ir.Block;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Takes switches apart: into compares, halving the keys, or where these lie close into a bounds check and a switch over
 * all numbers from 0 on, which becomes a jump table. That one's default is never taken.
 */
final class Switches {
    private static final int MIN_TABLE = 5;
    private static final int MAX_LINEAR = 3;

    private record Case(int key, Block target) {}

    private final Block block;
    private final Value value;
    private final Block otherwise;

    private Switches(Block block, Value value, Block otherwise) {
        this.block = block;
        this.value = value;
        this.otherwise = otherwise;
    }

    static void expand(Block block) {
        Value value = Objects.requireNonNull(block.control());
        int[] keys = block.keys();
        // A fork for each target that all edges to it share, if its phis don't tell them apart.
        Map<Block, Block> forks = new LinkedHashMap<>();
        List<Block> targets = new ArrayList<>();
        for (Block target : List.copyOf(block.succs())) {
            Block known = forks.get(target);
            if (known != null && shared(block, target, known)) {
                targets.add(known);
            } else {
                Block fork = Edges.split(block, block.succs().indexOf(target));
                forks.put(target, fork);
                targets.add(fork);
            }
        }
        for (Block fork : forks.values()) {
            fork.preds().clear();
        }
        targets.forEach(target -> target.preds().clear());
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            cases.add(new Case(keys[i], targets.get(i)));
        }
        cases.sort(Comparator.comparingInt(Case::key));
        new Switches(block, value, targets.getLast()).decide(block, cases);
    }

    /** If the next edge from block to target brings the same values as the fork, takes it out. */
    private static boolean shared(Block block, Block target, Block fork) {
        int mine = target.preds().indexOf(block);
        int theirs = target.preds().indexOf(fork);
        boolean same = target.phis().stream().allMatch(phi -> phi.arg(mine) == phi.arg(theirs));
        if (same) {
            target.removePred(mine);
            block.succs().set(block.succs().indexOf(target), fork);
        }
        return same;
    }

    private void decide(Block at, List<Case> cases) {
        int count = cases.size();
        if (isDense(cases)) {
            table(at, cases);
        } else if (count == 0) {
            at.endGoto(otherwise);
        } else if (count <= MAX_LINEAR) {
            Value equal = compare(at, Op.EQ, cases.getFirst().key);
            Block next = count == 1 ? otherwise : newBlock();
            at.endIf(equal, cases.getFirst().target, next);
            if (count > 1) {
                decide(next, cases.subList(1, count));
            }
        } else {
            Block low = newBlock();
            Block high = newBlock();
            at.endIf(compare(at, Op.LT, cases.get(count / 2).key), low, high);
            decide(low, cases.subList(0, count / 2));
            decide(high, cases.subList(count / 2, count));
        }
    }

    private Block newBlock() {
        Block fresh = block.graph().newBlock();
        fresh.position(block.position());
        return fresh;
    }

    private Value compare(Block at, Op op, int key) {
        return at.add(op, Type.I32, value, at.constant(Type.I32, key)).position(block.position());
    }

    private static boolean isDense(List<Case> cases) {
        if (cases.size() < MIN_TABLE) {
            return false;
        }
        long span = (long) cases.getLast().key - cases.getFirst().key + 1;
        return span <= cases.size() * 3L;
    }

    private void table(Block at, List<Case> cases) {
        int first = cases.getFirst().key;
        int span = cases.getLast().key - first + 1;
        Value index = value;
        if (first != 0) {
            index = at.add(Op.SUB, Type.I32, value, at.constant(Type.I32, first))
                    .position(block.position());
        }
        Value inside =
                at.add(Op.LTU, Type.I32, index, at.constant(Type.I32, span)).position(block.position());
        Block jump = newBlock();
        at.endIf(inside, jump, otherwise);
        int[] keys = new int[span];
        Arrays.setAll(keys, key -> key);
        List<Block> targets = new ArrayList<>(Collections.nCopies(span + 1, otherwise));
        cases.forEach(one -> targets.set(one.key - first, one.target));
        jump.endSwitch(index, keys, targets);
    }
}
