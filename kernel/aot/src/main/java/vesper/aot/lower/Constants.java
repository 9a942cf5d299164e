package vesper.aot.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Loops.Loop;

/**
 * Registers for constants and addresses. Instructions are selected from the last to the first, so that uses are seen
 * before the place where the constant is to be made: before a loop without calls, or else before the first of the uses
 * that no call parts.
 */
final class Constants {
    /** A number, or the address of a symbol. */
    private record Key(long value, @Nullable String symbol) {
        MachineInstruction into(int register) {
            return symbol == null
                    ? MachineInstruction.constant(register, value)
                    : MachineInstruction.address(register, symbol);
        }
    }

    /** A register that is to be made in the present block. */
    private static final class Local {
        private final Key key;
        private final int register;
        private int behind; // how many instructions of the block are behind the place

        Local(Key key, int register) {
            this.key = key;
            this.register = register;
        }
    }

    private final MachineCode code;
    private final Dominators dominators;
    private final Loops loops;
    private final Set<Loop> calling = new HashSet<>(); // in which registers are dear
    private final Map<Block, Map<Key, Integer>> hoisted = new HashMap<>();
    private final Map<Key, Local> open = new LinkedHashMap<>();
    private final List<Local> closed = new ArrayList<>();
    private final List<Local> unsettled = new ArrayList<>();

    Constants(MachineCode code, Dominators dominators, Loops loops) {
        this.code = code;
        this.dominators = dominators;
        this.loops = loops;
        for (Loop loop : loops.all()) {
            if (loop.blocks().stream().anyMatch(Constants::calls)) {
                calling.add(loop);
            }
        }
    }

    private static boolean calls(Block block) {
        return block.values().stream().anyMatch(value -> value.op().isCall());
    }

    int number(long value, Block block) {
        return register(new Key(value, null), block);
    }

    int address(String symbol, Block block) {
        return register(new Key(0, symbol), block);
    }

    /** Whether the block is in a loop before which constants for it are made. */
    boolean isHoisted(Block block) {
        return home(block) != block;
    }

    private int register(Key key, Block block) {
        Block home = home(block);
        if (home != block) {
            return hoisted.computeIfAbsent(home, absent -> new LinkedHashMap<>())
                    .computeIfAbsent(key, absent -> code.newRegister());
        }
        Local local = open.computeIfAbsent(key, absent -> new Local(absent, code.newRegister()));
        unsettled.add(local);
        return local.register;
    }

    private Block home(Block block) {
        Loop outermost = null;
        for (Loop loop = loops.of(block); loop != null && !calling.contains(loop); loop = loop.parent()) {
            outermost = loop;
        }
        if (outermost == null) {
            return block;
        }
        Block home = dominators.parent(outermost.header());
        while (home != null && loops.of(home) != outermost.parent()) {
            home = dominators.parent(home);
        }
        return Objects.requireNonNull(home);
    }

    /** What was asked for last is used by instructions that have as many behind them as told, themselves included. */
    void settle(int behind) {
        unsettled.forEach(local -> local.behind = behind);
        unsettled.clear();
    }

    /** What is used behind a call is made behind it. */
    void partAtCall() {
        closed.addAll(open.values());
        open.clear();
    }

    /** What is to be made at the end of a block, for loops behind it. */
    List<MachineInstruction> atEnd(Block block) {
        List<MachineInstruction> made = new ArrayList<>();
        hoisted.getOrDefault(block, Map.of()).forEach((key, register) -> made.add(key.into(register)));
        return made;
    }

    /** Puts what the block itself uses into its instructions, of which the last is first. */
    void place(List<MachineInstruction> backwards) {
        partAtCall();
        closed.sort(Comparator.comparingInt((Local local) -> local.behind).reversed());
        for (Local local : closed) {
            backwards.add(local.behind, local.key.into(local.register));
        }
        closed.clear();
    }
}
