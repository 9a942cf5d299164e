package vesper.hart.region;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vesper.hart.code.Op;
import vesper.hart.state.RegionExit;

/**
 * Branches and jumps, which end basic blocks. Every cycle goes back to a lower address somewhere, and it is there that
 * the hart looks whether something wants its attention; at indirect jumps it always looks.
 */
final class ControlCode {
    private final Writer w;
    private final CodeBuilder code;

    ControlCode(Writer writer) {
        this.w = writer;
        this.code = writer.code;
    }

    /** Writes the branch; control falls through where it is not taken. */
    void branch(Step step) {
        branch(step, wayTo(step, step.target()));
    }

    /** Writes the branch from one turn of a loop to the next: control falls through where it is taken. */
    void again(Step step) {
        Label taken = code.newLabel();
        branch(step, taken);
        goTo(step, step.next());
        code.labelBinding(taken);
    }

    private void branch(Step step, Label taken) {
        if (step.op() == Op.BEQ || step.op() == Op.BNE) {
            equality(step, taken);
            return;
        }
        w.pushX(step.rs1());
        w.pushX(step.rs2());
        boolean unsigned = step.op() == Op.BLTU || step.op() == Op.BGEU;
        if (unsigned) {
            code.invokestatic(Names.JAVA_LONG, "compareUnsigned", Names.LONG_LONG_TO_INT);
        } else {
            code.lcmp();
        }
        if (step.op() == Op.BLT || step.op() == Op.BLTU) {
            code.iflt(taken);
        } else {
            code.ifge(taken);
        }
    }

    private void equality(Step step, Label taken) {
        if (w.words.isWord(step.rs1()) && w.words.isWord(step.rs2())) {
            w.pushIntX(step.rs1());
            w.pushIntX(step.rs2());
            if (step.op() == Op.BEQ) {
                code.if_icmpeq(taken);
            } else {
                code.if_icmpne(taken);
            }
            return;
        }
        w.pushX(step.rs1());
        w.pushX(step.rs2());
        code.lcmp();
        if (step.op() == Op.BEQ) {
            code.ifeq(taken);
        } else {
            code.ifne(taken);
        }
    }

    /** A label from which control goes on at the offset, with a look at the hart's attention if that is backward. */
    private Label wayTo(Step from, int target) {
        if (w.shape.has(target) && target > from.offset()) {
            return w.labelOf(target);
        }
        Label stub = code.newLabel();
        w.later(() -> {
            code.labelBinding(stub);
            goTo(from, target);
        });
        return stub;
    }

    private void goTo(Step from, int target) {
        if (!w.shape.has(target)) {
            w.leaveFor(target);
            return;
        }
        if (target <= from.offset()) {
            w.poll(leavingAt(target, RegionExit.POLL));
        }
        code.goto_(w.labelOf(target));
    }

    private Label leavingAt(int target, RegionExit cause) {
        Label label = code.newLabel();
        w.later(() -> {
            code.labelBinding(label);
            w.leaveAt(target, cause.exit());
        });
        return label;
    }

    void jal(Step step) {
        link(step);
        goTo(step, step.target());
    }

    private void link(Step step) {
        w.pushAddress(step.next());
        w.popX(step.rd());
    }

    /** The target is known at run time only: if it is one that was seen before, control stays in the region. */
    void jalr(Step step) {
        Set<Integer> targets = w.shape.jumpTargets(step);
        w.pushSum(step.rs1(), step.imm());
        code.loadConstant(-2L).land().lstore(Locals.NEXT);
        link(step);
        if (!targets.isEmpty()) {
            Label out = code.newLabel();
            w.poll(out);
            dispatch(targets, out);
            code.labelBinding(out);
        }
        code.lload(Locals.NEXT);
        w.leave(RegionExit.UNKNOWN_JUMP.exit());
    }

    /**
     * HotSpot counts a method's loops by its backward branches, and a switch is none. So that a loop which goes through a
     * switch is compiled too, the switch leads to a jump at the method's end.
     */
    private Label byWayOfTheEnd(int target) {
        Label stub = code.newLabel();
        w.later(() -> code.labelBinding(stub).goto_(w.labelOf(target)));
        return stub;
    }

    private void dispatch(Set<Integer> targets, Label out) {
        code.lload(Locals.NEXT).lload(Locals.BASE).lsub().lstore(Locals.TEMPORARY);
        code.lload(Locals.TEMPORARY).l2i().i2l().lload(Locals.TEMPORARY).lcmp().ifne(out);
        List<SwitchCase> cases = new ArrayList<>();
        for (int target : targets) {
            cases.add(SwitchCase.of(target, byWayOfTheEnd(target)));
        }
        code.lload(Locals.TEMPORARY).l2i().lookupswitch(out, cases);
    }
}
