package vesper.aot.regalloc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.lower.MachineInstruction.Kind;

/** Lets registers live in the stack: each use gets a register of its own. Constants are made again instead. */
final class Spiller {
    private final MachineCode code;
    private final IntList origins = new IntList(); // of registers from firstNew on
    private final int firstNew;
    private int slots;

    Spiller(MachineCode code) {
        this.code = code;
        firstNew = code.registers();
    }

    int slots() {
        return slots;
    }

    /** Whether it was made here, and lives so shortly that no other choice would be better. */
    boolean isShort(int register) {
        return register >= firstNew;
    }

    int origin(int register) {
        return isShort(register) ? origins.get(register - firstNew) : register;
    }

    private int newRegister(int origin) {
        origins.add(origin(origin));
        return code.newRegister();
    }

    /** The only definition of a register, if it is one that may be repeated anywhere. */
    Map<Integer, MachineInstruction> repeatable() {
        Map<Integer, MachineInstruction> defs = new LinkedHashMap<>();
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (MachineBlock block : code.blocks()) {
            for (MachineInstruction instruction : block.instructions()) {
                for (int i = 0; i < instruction.defCount(); i++) {
                    counts.merge(instruction.def(i), 1, Integer::sum);
                    if (instruction.kind() == Kind.CONSTANT || instruction.kind() == Kind.ADDRESS) {
                        defs.put(instruction.def(i), instruction);
                    }
                }
            }
        }
        defs.keySet().removeIf(register -> counts.getOrDefault(register, 0) > 1);
        return defs;
    }

    void spill(Collection<Integer> registers) {
        Map<Integer, MachineInstruction> repeatable = repeatable();
        Map<Integer, Integer> slotOf = new LinkedHashMap<>();
        for (int register : registers) {
            if (!repeatable.containsKey(register)) {
                slotOf.put(register, slots++);
            }
        }
        repeatable.keySet().retainAll(registers);
        for (MachineBlock block : code.blocks()) {
            List<MachineInstruction> rewritten = new ArrayList<>();
            for (MachineInstruction instruction : block.instructions()) {
                rewrite(instruction, slotOf, repeatable, rewritten);
            }
            block.instructions().clear();
            block.instructions().addAll(rewritten);
        }
    }

    private void rewrite(
            MachineInstruction original,
            Map<Integer, Integer> slotOf,
            Map<Integer, MachineInstruction> repeatable,
            List<MachineInstruction> into) {
        if (original.defCount() == 1 && repeatable.containsKey(original.def(0))) {
            return;
        }
        MachineInstruction copied = original.kind() == Kind.MOVE ? repeatable.get(original.use(0)) : null;
        MachineInstruction instruction = copied == null ? original : repeat(copied, original.def(0));
        Map<Integer, Integer> renamed = new LinkedHashMap<>();
        for (int i = 0; i < instruction.useCount(); i++) {
            int use = instruction.use(i);
            MachineInstruction again = repeatable.get(use);
            Integer slot = slotOf.get(use);
            if (again == null && slot == null) {
                continue;
            }
            Integer known = renamed.get(use);
            int fresh = known == null ? newRegister(use) : known;
            instruction.use(i, fresh);
            renamed.put(use, fresh);
            if (known == null && again != null) {
                into.add(repeat(again, fresh));
            } else if (known == null && slot != null) {
                into.add(MachineInstruction.reload(fresh, slot));
            }
        }
        into.add(instruction);
        for (int i = 0; i < instruction.defCount(); i++) {
            Integer slot = slotOf.get(instruction.def(i));
            if (slot != null) {
                int fresh = newRegister(instruction.def(i));
                instruction.def(i, fresh);
                into.add(MachineInstruction.spill(fresh, slot));
            }
        }
    }

    private static MachineInstruction repeat(MachineInstruction instruction, int def) {
        return instruction.withRegisters(new int[] {def}, new int[0]);
    }
}
