package vesper.aot.lower;

import vesper.aot.ir.Value;
import vesper.aot.lower.MachineInstruction.Kind;
import vesper.isa.Instruction;
import vesper.isa.Register;

/** Selects for calls, checks, CSRs and what else a hart does. */
final class Effects {
    private static final int A0 = Register.A0.number();
    private static final int A7 = Register.A7.number();
    private static final int MAX_ARGUMENTS = 8;
    private static final int PAUSE = 0x10; // fence w,0

    private final Selection out;
    private final Branches branches;

    Effects(Selection out, Branches branches) {
        this.out = out;
        this.branches = branches;
    }

    void select(Value value) {
        switch (value.op()) {
            case CHECK -> check(value);
            case CALL -> {
                String symbol = value.callee().symbol();
                call(value, 0, MachineInstruction.call(Kind.CALL, result(value), symbol, arguments(value, 0)));
            }
            case CALL_INDIRECT -> callIndirect(value);
            case CSR_READ -> csr(value, Instruction.CSRRS, Selection.ZERO);
            case CSR_WRITE, CSR_SWAP -> csr(value, Instruction.CSRRW, Instruction.CSRRWI);
            case CSR_SET -> csr(value, Instruction.CSRRS, Instruction.CSRRSI);
            case CSR_CLEAR -> csr(value, Instruction.CSRRC, Instruction.CSRRCI);
            case WFI -> out.add(MachineInstruction.effect(Instruction.WFI, 0));
            case PAUSE -> out.add(MachineInstruction.effect(Instruction.FENCE, PAUSE));
            case FENCE -> out.add(MachineInstruction.effect(Instruction.FENCE, value.imm()));
            case FENCE_I -> out.add(MachineInstruction.effect(Instruction.FENCE_I, 0));
            case SFENCE_VMA -> sfence(value);
            case ECALL -> ecall(value);
            case GET_TP -> out.move(out.result(value), Register.TP.number());
            case SET_TP -> out.move(Register.TP.number(), value.arg(0));
            default -> throw new IllegalArgumentException(value.op() + " should be gone: " + value);
        }
    }

    private void check(Value value) {
        Condition condition = Condition.of(value.arg(0));
        int left = branches.left(condition);
        int right = out.registerOrZero(condition.right());
        out.add(MachineInstruction.check(condition.row(), value.failure(), left, right));
    }

    /** {@code a0} and so on, of the args from {@code first} on. */
    private static int[] arguments(Value value, int first) {
        int count = value.args().size() - first;
        if (count > MAX_ARGUMENTS) {
            throw new IllegalArgumentException(value.aux() + " has more than 8 arguments");
        }
        int[] registers = new int[count];
        for (int i = 0; i < count; i++) {
            registers[i] = A0 + i;
        }
        return registers;
    }

    private int[] result(Value value) {
        return out.isAsked(value) ? new int[] {A0} : new int[0];
    }

    private void call(Value value, int first, MachineInstruction call) {
        out.partAtCall();
        for (int i = first; i < value.args().size(); i++) {
            out.move(A0 + i - first, value.arg(i));
        }
        out.add(call);
        if (out.isAsked(value)) {
            out.move(out.result(value), A0);
        }
    }

    private void callIndirect(Value value) {
        int[] arguments = arguments(value, 1);
        int[] uses = new int[arguments.length + 1];
        System.arraycopy(arguments, 0, uses, 1, arguments.length);
        out.partAtCall();
        uses[0] = out.register(value.arg(0));
        call(value, 1, MachineInstruction.call(Kind.CALL_REGISTER, result(value), null, uses));
    }

    private void csr(Value value, Instruction row, int source) {
        out.add(MachineInstruction.row(row, out.result(value), value.imm(), source));
    }

    private void csr(Value value, Instruction row, Instruction immediate) {
        Value operand = Facts.same(value.arg(0));
        if (operand.isConst() && operand.imm() >= 0 && operand.imm() < 32) {
            long imm = value.imm() | operand.imm() << 12;
            out.add(MachineInstruction.row(immediate, out.result(value), imm));
        } else {
            csr(value, row, out.register(operand));
        }
    }

    private void sfence(Value value) {
        int address = value.args().isEmpty() ? Selection.ZERO : out.register(value.arg(0));
        out.add(MachineInstruction.effect(Instruction.SFENCE_VMA, 0, address, Selection.ZERO));
    }

    private void ecall(Value value) {
        int[] uses = new int[value.args().size()];
        for (int i = 0; i < uses.length; i++) {
            uses[i] = i == 0 ? A7 : A0 + i - 1;
            out.move(uses[i], value.arg(i));
        }
        out.add(new MachineInstruction(Kind.ROW, Instruction.ECALL, new int[] {A0}, uses, 0, null));
        if (out.isAsked(value)) {
            out.move(out.result(value), A0);
        }
    }
}
