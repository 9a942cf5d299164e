package vesper.isa;

import static vesper.isa.Operand.BASE;
import static vesper.isa.Operand.CSR;
import static vesper.isa.Operand.FRD;
import static vesper.isa.Operand.FRS1;
import static vesper.isa.Operand.FRS2;
import static vesper.isa.Operand.FRS3;
import static vesper.isa.Operand.IMM_B;
import static vesper.isa.Operand.IMM_I;
import static vesper.isa.Operand.IMM_J;
import static vesper.isa.Operand.IMM_S;
import static vesper.isa.Operand.IMM_U;
import static vesper.isa.Operand.PRED;
import static vesper.isa.Operand.RD;
import static vesper.isa.Operand.RM;
import static vesper.isa.Operand.RS1;
import static vesper.isa.Operand.RS2;
import static vesper.isa.Operand.SHAMT;
import static vesper.isa.Operand.SHAMT_W;
import static vesper.isa.Operand.SUCC;
import static vesper.isa.Operand.ZIMM;

import java.util.List;

/**
 * Which operands an encoding has, in the order in which assembly language writes them, and what an access to memory
 * does with them. Whoever asks what an instruction is like - fuzzer, checker, engines - asks here, not for its name.
 */
public enum Format {
    R(RD, RS1, RS2),
    R_UNARY(RD, RS1),
    R_SFENCE(RS1, RS2),
    R_LOAD(RD, BASE),
    R_STORE(RS2, BASE),
    R_LR(RD, BASE),
    R_SC(RD, RS2, BASE),
    R_AMO(RD, RS2, BASE),
    /** {@code rd} is a source too: what is expected there. */
    R_CAS(RD, RS2, BASE),
    I(RD, RS1, IMM_I),
    I_SHIFT(RD, RS1, SHAMT),
    I_SHIFT_W(RD, RS1, SHAMT_W),
    I_LOAD(RD, IMM_I, BASE),
    I_JALR(RD, IMM_I, BASE),
    I_CSR(RD, CSR, RS1),
    I_CSR_IMM(RD, CSR, ZIMM),
    I_FENCE(PRED, SUCC),
    I_NONE,
    S(RS2, IMM_S, BASE),
    B(RS1, RS2, IMM_B),
    U(RD, IMM_U),
    J(RD, IMM_J),
    F_LOAD(FRD, IMM_I, BASE),
    F_STORE(FRS2, IMM_S, BASE),
    F_R(FRD, FRS1, FRS2),
    F_R_RM(FRD, FRS1, FRS2, RM),
    F_UNARY_RM(FRD, FRS1, RM),
    F_COMPARE(RD, FRS1, FRS2),
    F_TO_X(RD, FRS1),
    F_TO_X_RM(RD, FRS1, RM),
    X_TO_F(FRD, RS1),
    X_TO_F_RM(FRD, RS1, RM),
    R4_RM(FRD, FRS1, FRS2, FRS3, RM);

    @SuppressWarnings("ImmutableEnumChecker") // always a List.of
    private final List<Operand> operands;

    Format(Operand... operands) {
        this.operands = List.of(operands);
    }

    public List<Operand> operands() {
        return operands;
    }

    /** Whether the last operand is a rounding mode, which assembly language may leave out. */
    public boolean hasRounding() {
        return operands.contains(RM);
    }

    /** Whether bits 26 and 25 are {@code aq} and {@code rl}. */
    public boolean isAtomic() {
        return switch (this) {
            case R_LOAD, R_STORE, R_LR, R_SC, R_AMO, R_CAS -> true;
            default -> false;
        };
    }

    /** Whether it loads or stores: it has an address, and does not jump to it. */
    public boolean isAccess() {
        return operands.contains(BASE) && this != I_JALR;
    }

    /** Whether it gives {@code rd} what follows from {@code rs1}, {@code rs2} and an immediate alone. */
    public boolean isComputation() {
        return switch (this) {
            case R, R_UNARY, I, I_SHIFT, I_SHIFT_W -> true;
            default -> false;
        };
    }

    /** Whether it accesses a CSR. */
    public boolean isCsr() {
        return operands.contains(CSR);
    }
}
