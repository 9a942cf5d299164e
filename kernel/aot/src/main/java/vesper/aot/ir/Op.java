package vesper.aot.ir;

import java.util.EnumSet;
import java.util.Set;

/** What a {@link Value} computes. "args" are its inputs in order; "imm" and "aux" what else it carries. */
public enum Op {
    /** imm. For {@code REF}, 0 is {@code null}. */
    CONST,
    /** The address of aux, an object of the build's heap. */
    OBJECT,
    /** The address of the symbol aux (a string) plus imm. */
    SYMBOL,
    /** The imm-th parameter. First in the entry block. */
    PARAM,
    /** One arg for each predecessor, in the order of {@link Block#preds}. */
    PHI,

    // Of type I32 or I64, both args likewise (a shift's count is I32); ADD may also offset a REF, giving an I64.
    // Two's complement, shift counts taken modulo the width; DIV and REM as RISC-V has them, never trapping.
    ADD,
    SUB,
    MUL,
    MULH,
    MULHU,
    DIV,
    REM,
    DIVU,
    REMU,
    AND,
    OR,
    XOR,
    SHL,
    SHR,
    USHR,

    // Of type I32, 0 or 1; the args have one type.
    EQ,
    NE,
    LT,
    GE,
    LTU,
    GEU,
    /** -1, 0 or 1, as {@code Long.compare}. */
    CMP,
    /** -1, 0 or 1, as {@code Long.compareUnsigned}. */
    CMPU,

    // The arg's low bits, extended to the type (I32 or I64), which is the arg's as well.
    SEXT8,
    SEXT16,
    ZEXT8,
    ZEXT16,
    /** From I32: no instruction, as an I32 is sign-extended already. */
    I2L,
    /** From I64: the low 32 bits, sign-extended. */
    L2I,
    /** From I32 to I64. */
    ZEXT32,

    /** args: base; imm: offset in bytes; aux: {@link Access}. */
    LOAD,
    /** args: base, value; imm: offset; aux: {@link Access}. */
    STORE,
    /** args: address, value; aux: {@link Amo}. What was there before. */
    AMO,
    /** args: address, expected, value; imm: width in bytes. An LR.aqrl/SC.rl loop; 1 if it stored. */
    CAS,
    /** imm: predecessor set in bits 7..4, successor set in bits 3..0, each I, O, R, W from the highest. */
    FENCE,

    /** args: a condition; panics with aux, a {@link Failure}, if it is 0. */
    CHECK,
    /** args: the reference; aux: the internal name of a class, or an array's descriptor. 1 if non-null and of it. */
    INSTANCE_OF,

    /** args; aux: {@link MethodRef}, whose body is called. */
    CALL,
    /** args: receiver and the rest; aux: the {@link MethodRef} that the receiver's class selects an override of. */
    CALL_VIRTUAL,
    /** args: the code's address and the rest. */
    CALL_INDIRECT,

    /** imm: the CSR's number. */
    CSR_READ,
    /** imm: the number; args: the value. */
    CSR_WRITE,
    /** imm: the number; args: the value. What was there before; so do the next two. */
    CSR_SWAP,
    CSR_SET,
    CSR_CLEAR,
    WFI,
    PAUSE,
    FENCE_I,
    /** args: none, or the virtual address. */
    SFENCE_VMA,
    /** args: a7, a0, a1, a2; the new a0. All other registers are kept. */
    ECALL,
    GET_TP,
    /** args: the value. */
    SET_TP;

    private static final Set<Op> EFFECTS = EnumSet.of(
            STORE,
            AMO,
            CAS,
            FENCE,
            CHECK,
            CALL,
            CALL_VIRTUAL,
            CALL_INDIRECT,
            CSR_READ,
            CSR_WRITE,
            CSR_SWAP,
            CSR_SET,
            CSR_CLEAR,
            WFI,
            PAUSE,
            FENCE_I,
            SFENCE_VMA,
            ECALL,
            SET_TP);
    private static final Set<Op> CALLS = EnumSet.of(CALL, CALL_VIRTUAL, CALL_INDIRECT);

    /**
     * Whether it stays where it is, in order with the others of its block, even if nobody uses its value. A {@code LOAD}
     * is not among them: {@link Access#order} and {@link Access#alias} say what it may pass.
     */
    public boolean hasEffect() {
        return EFFECTS.contains(this);
    }

    /** Whether it calls code: registers that the callee needn't save are lost. */
    public boolean isCall() {
        return CALLS.contains(this);
    }
}
