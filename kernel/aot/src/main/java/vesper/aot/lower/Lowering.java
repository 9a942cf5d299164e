package vesper.aot.lower;

import java.util.ArrayList;
import java.util.List;
import vesper.aot.image.Labels;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;
import vesper.isa.Register;

/**
 * Makes machine code of a graph. Blocks are visited so that one comes before those that dominate it, and their values
 * from the last to the first: so each use is seen before its value, and takes into its own instruction what it can.
 * What is left without a use then gets no instruction.
 */
public final class Lowering {
    private final MachineCode code;
    private final Dominators dominators;
    private final Loops loops;
    private final Selection out;
    private final Constants constants;
    private final Branches branches;
    private final Arithmetic arithmetic;
    private final Comparisons comparisons;
    private final Memory memory;
    private final Effects effects;
    private final MachineBlock[] made; // by the id of the graph's block
    private final String tablePrefix;

    private Lowering(Graph graph, Labels labels, String tablePrefix) {
        Edges.prepare(graph);
        this.tablePrefix = tablePrefix;
        code = new MachineCode(graph.method());
        dominators = Dominators.of(graph);
        loops = Loops.of(graph, dominators);
        made = new MachineBlock[graph.blockIds()];
        constants = new Constants(code, dominators, loops);
        out = new Selection(graph, code, constants, labels);
        branches = new Branches(out);
        arithmetic = new Arithmetic(out);
        comparisons = new Comparisons(out);
        memory = new Memory(out);
        effects = new Effects(out, branches);
    }

    /**
     * Selects instructions. The graph is changed, and of no use afterwards.
     *
     * @param tablePrefix what labels of jump tables begin with
     */
    public static MachineCode lower(Graph graph, Labels labels, String tablePrefix) {
        return new Lowering(graph, labels, tablePrefix).lower();
    }

    private MachineCode lower() {
        BlockOrder blockOrder = new BlockOrder(dominators, loops);
        List<Block> layout = blockOrder.order();
        for (Block block : layout) {
            made[block.id()] = new MachineBlock(code.blocks().size(), loops.depth(block), blockOrder.isCold(block));
            code.blocks().add(made[block.id()]);
        }
        for (Block block : layout) {
            block.succs().forEach(succ -> made[block.id()].succs().add(made[succ.id()]));
        }
        for (Block block : dominators.order().reversed()) {
            lower(block, made[block.id()]);
        }
        return code;
    }

    private void lower(Block block, MachineBlock target) {
        out.begin(block);
        out.from(block.position());
        branches.select(block, target, tablePrefix + target.id());
        out.from(null);
        out.addHoisted();
        for (Value value : new ArrayList<>(block.values()).reversed()) {
            out.from(value.position());
            if (out.isAsked(value) || !value.isRemovable()) {
                select(value);
                out.endGroup();
            }
        }
        target.instructions().addAll(out.finish());
    }

    private void select(Value value) {
        switch (value.op()) {
            case PHI, CONST, OBJECT, SYMBOL, I2L -> {}
            case PARAM -> out.move(out.result(value), Register.A0.number() + (int) value.imm());
            case EQ, NE, LT, GE, LTU, GEU, CMP, CMPU -> comparisons.select(value);
            case LOAD -> memory.load(value);
            case STORE -> memory.store(value);
            case AMO -> memory.atomic(value);
            case CAS -> memory.compareAndSwap(value);
            default -> {
                if (value.op().hasEffect() || value.op() == Op.GET_TP || value.op() == Op.INSTANCE_OF) {
                    effects.select(value);
                } else {
                    arithmetic.select(value);
                }
            }
        }
    }
}
