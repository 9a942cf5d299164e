package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.constant.MethodTypeDesc;
import vesper.hart.code.Op;
import vesper.hart.code.Ops;
import vesper.hart.code.Slot;
import vesper.hart.state.CsrFile;
import vesper.isa.Csrs;
import vesper.isa.Operands;

/**
 * Accesses to those CSRs that only hold a value for a trap handler, and to the clock: they change nothing that a region
 * stands on. Where the hart may not access one, the region is left, and the interpreter takes the trap.
 */
final class CsrCode {
    private static final MethodTypeDesc ACCESS = MethodTypeDesc.of(CD_long, Names.HART, CD_int, CD_int, CD_long);

    private final Writer w;

    CsrCode(Writer writer) {
        this.w = writer;
    }

    static boolean isPlain(long slot) {
        int op = Slot.op(slot);
        if (!Ops.isCsr(op)) {
            return false;
        }
        int number = Operands.csr(Slot.imm(slot));
        return CsrFile.isPlain(number) || number == Csrs.TIME;
    }

    void write(Step step) {
        int op = step.op();
        int word = step.imm();
        w.mayLeave(step);
        w.code.aload(Locals.HART).loadConstant(op).loadConstant(word);
        if (op >= Op.CSRRWI) {
            w.code.loadConstant((long) Operands.rs1(word));
        } else {
            w.pushX(Operands.rs1(word));
        }
        w.code.invokestatic(Names.SUPPORT, "csr", ACCESS);
        w.popX(Operands.rd(word) == 0 ? Slot.SINK : Operands.rd(word));
    }
}
