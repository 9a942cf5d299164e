package vesper.aot.bytecode;

import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.UninitializedVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vesper.aot.world.Classes;

/**
 * Walks a method's instructions that can be reached, each once, along the frames of the class file's
 * {@code StackMapTable}. It moves the operands; what an instruction makes of them is the subclass's to say.
 *
 * <p>"Leaders" are the instructions that branches go to. A leader with a frame in the class file gets fresh slots from
 * {@link #merged}, which every way here feeds; one without is the other side of a conditional branch, and the only way
 * there hands its frame on.
 *
 * @param <S> what it knows of a value; identity matters, so that an object under construction is told from others
 */
public abstract class Interpreter<S extends Slot> {
    protected final Classes classes;
    protected final Bytecode code;

    private final Map<Integer, Frame<S>> frames = new HashMap<>();
    private final Set<Integer> seen = new HashSet<>();
    private final TreeSet<Integer> pending = new TreeSet<>();
    // Objects under construction, by the number of their "new".
    private final Map<Integer, S> created = new HashMap<>();
    private Frame<S> frame = new Frame<>();
    private int index;

    protected Interpreter(Classes classes, Bytecode code) {
        this.classes = classes;
        this.code = code;
    }

    /** Walks all, from a frame that has the parameters. */
    protected final void run(Frame<S> start) {
        frame = start;
        if (code.frame(0).isPresent()) {
            jump(0);
        } else {
            walk(0);
        }
        while (!pending.isEmpty()) {
            int leader = pending.removeFirst();
            frame = new Frame<>(frameAt(leader));
            index = leader;
            begin(leader);
            walk(leader);
        }
    }

    private void walk(int first) {
        index = first;
        while (visit()) {
            index++;
            if (code.frame(index).isPresent()) {
                jump(index);
                return;
            }
        }
    }

    private boolean visit() {
        next();
        return step(code.instruction(index));
    }

    private Frame<S> frameAt(int leader) {
        Frame<S> known = frames.get(leader);
        if (known == null) {
            throw new IllegalStateException("no frame at " + leader);
        }
        return known;
    }

    /** The number of the instruction under way. */
    protected final int index() {
        return index;
    }

    protected final int line() {
        return code.line(index);
    }

    protected final Frame<S> frame() {
        return frame;
    }

    // Ways from here to leaders.

    /** To be called once for each edge out of here, after the end of the block. */
    protected final void goTo(int leader) {
        if (code.frame(leader).isPresent()) {
            Frame<S> target = frames.computeIfAbsent(leader, this::newFrame);
            joined(leader, target);
        } else {
            frames.put(leader, new Frame<>(frame));
        }
        if (seen.add(leader)) {
            pending.add(leader);
        }
    }

    private Frame<S> newFrame(int leader) {
        StackMapFrameInfo info = code.frame(leader).orElseThrow();
        Frame<S> fresh = new Frame<>();
        int number = 0;
        for (VerificationTypeInfo type : info.locals()) {
            if (type != SimpleVerificationTypeInfo.TOP) {
                fresh.locals().put(number, newSlot(leader, type, frame.local(number)));
            }
            boolean wide = type == SimpleVerificationTypeInfo.LONG || type == SimpleVerificationTypeInfo.DOUBLE;
            number += wide ? 2 : 1;
        }
        for (int i = 0; i < info.stack().size(); i++) {
            fresh.push(newSlot(leader, info.stack().get(i), frame.stack().get(i)));
        }
        return fresh;
    }

    private S newSlot(int leader, VerificationTypeInfo type, S incoming) {
        return switch (type) {
            case ObjectVerificationTypeInfo object -> merged(leader, classes.of(object.classSymbol()));
            case UninitializedVerificationTypeInfo object -> createdAt(code.index(object.newTarget()));
            case SimpleVerificationTypeInfo simple ->
                switch (simple) {
                    case INTEGER -> merged(leader, int.class);
                    case LONG -> merged(leader, long.class);
                    case FLOAT -> merged(leader, float.class);
                    case DOUBLE -> merged(leader, double.class);
                    case NULL -> merged(leader, Slot.NULL);
                    // Nothing is known to differ between the ways: it is the same object, and has no fields yet.
                    case UNINITIALIZED_THIS, TOP -> incoming;
                };
        };
    }

    private S createdAt(int newIndex) {
        S slot = created.get(newIndex);
        if (slot == null) {
            throw new IllegalStateException("nothing was created at " + newIndex);
        }
        return slot;
    }

    /** Ends the block: on to {@code target}, whatever else. */
    protected final void jump(int target) {
        endGoto(target);
        goTo(target);
    }

    // Instructions. Each returns whether the next one follows.

    private boolean step(Instruction instruction) {
        switch (instruction) {
            case LoadInstruction load -> frame.push(frame.local(load.slot()));
            case StoreInstruction store -> frame.locals().put(store.slot(), frame.pop());
            case IncrementInstruction increment ->
                frame.locals()
                        .put(
                                increment.slot(),
                                operator(
                                        Opcode.IADD,
                                        List.of(frame.local(increment.slot()), constant(increment.constant()))));
            case ConstantInstruction constant -> frame.push(constant(constant.constantValue()));
            case StackInstruction stack -> StackWords.apply(stack.opcode(), frame);
            case OperatorInstruction operator -> operator(operator.opcode());
            case ConvertInstruction convert -> frame.push(operator(convert.opcode(), frame.pop(1)));
            case ArrayLoadInstruction load -> {
                S at = frame.pop();
                frame.push(arrayLoad(load.opcode(), frame.pop(), at));
            }
            case ArrayStoreInstruction store -> {
                S value = frame.pop();
                S at = frame.pop();
                arrayStore(store.opcode(), frame.pop(), at, value);
            }
            case FieldInstruction field -> field(field);
            case InvokeInstruction invoke ->
                push(invoke(invoke, frame.pop(invoke.typeSymbol().parameterCount() + (isStatic(invoke) ? 0 : 1))));
            case InvokeDynamicInstruction invoke ->
                push(invokeDynamic(invoke, frame.pop(invoke.typeSymbol().parameterCount())));
            case NewObjectInstruction create -> {
                S object = create(classes.of(create.className().asSymbol()));
                created.put(index, object);
                frame.push(object);
            }
            case NewPrimitiveArrayInstruction array ->
                frame.push(createArray(classes.of(array.typeKind().upperBound().arrayType()), frame.pop(1)));
            case NewReferenceArrayInstruction array ->
                frame.push(
                        createArray(classes.of(array.componentType().asSymbol().arrayType()), frame.pop(1)));
            case NewMultiArrayInstruction array ->
                frame.push(createArray(classes.of(array.arrayType().asSymbol()), frame.pop(array.dimensions())));
            case TypeCheckInstruction check -> {
                Class<?> type = classes.of(check.type().asSymbol());
                frame.push(
                        check.opcode() == Opcode.CHECKCAST ? cast(type, frame.pop()) : instanceOf(type, frame.pop()));
            }
            case MonitorInstruction ignored -> monitor(frame.pop());
            case NopInstruction ignored -> {}
            default -> {
                return leave(instruction);
            }
        }
        return true;
    }

    private void push(@Nullable S slot) {
        if (slot != null) {
            frame.push(slot);
        }
    }

    private static boolean isStatic(InvokeInstruction invoke) {
        return invoke.opcode() == Opcode.INVOKESTATIC;
    }

    private void operator(Opcode opcode) {
        switch (opcode) {
            case ARRAYLENGTH -> frame.push(arrayLength(frame.pop()));
            case INEG, LNEG, FNEG, DNEG -> frame.push(operator(opcode, frame.pop(1)));
            default -> frame.push(operator(opcode, frame.pop(2)));
        }
    }

    private void field(FieldInstruction field) {
        Class<?> owner = classes.of(field.owner().asSymbol());
        String name = field.name().stringValue();
        Class<?> type = classes.of(field.typeSymbol());
        switch (field.opcode()) {
            case GETSTATIC -> frame.push(getStatic(owner, name, type));
            case PUTSTATIC -> putStatic(owner, name, frame.pop());
            case GETFIELD -> frame.push(getField(owner, name, type, frame.pop()));
            default -> {
                S value = frame.pop();
                putField(owner, name, frame.pop(), value);
            }
        }
    }

    private boolean leave(Instruction instruction) {
        switch (instruction) {
            case BranchInstruction branch -> branch(branch);
            case TableSwitchInstruction table -> select(table.cases(), table.defaultTarget());
            case LookupSwitchInstruction lookup -> select(lookup.cases(), lookup.defaultTarget());
            case ReturnInstruction back -> endReturn(back.opcode() == Opcode.RETURN ? null : frame.pop());
            case ThrowInstruction ignored -> endThrow(frame.pop());
            default -> throw new IllegalStateException("a class file too old: " + instruction.opcode());
        }
        return false;
    }

    private void branch(BranchInstruction branch) {
        int target = code.index(branch.target());
        switch (branch.opcode()) {
            case GOTO, GOTO_W -> jump(target);
            case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE ->
                endIf(branch.opcode(), frame.pop(2), target, index + 1);
            default -> endIf(branch.opcode(), frame.pop(1), target, index + 1);
        }
    }

    private void select(List<SwitchCase> cases, Label otherwise) {
        int[] keys = cases.stream().mapToInt(SwitchCase::caseValue).toArray();
        List<Integer> targets = new ArrayList<>(
                cases.stream().map(one -> code.index(one.target())).toList());
        targets.add(code.index(otherwise));
        endSwitch(frame.pop(), keys, targets);
    }

    // What the subclass makes of it. "end..." end the block and goTo() each target, in the order of the edges.

    /** The instruction at {@link #index} comes next. */
    protected abstract void next();

    /** The walk goes on at {@code leader}, with the frame found there. */
    protected abstract void begin(int leader);

    /** A slot in the frame of a leader that several ways may lead to. */
    protected abstract S merged(int leader, Class<?> type);

    /** A way from {@link #frame} to a leader whose frame is {@code target}. */
    protected abstract void joined(int leader, Frame<S> target);

    /** {@code Integer}, {@code Long}, {@code Float}, {@code Double}, {@code String}, {@code ConstantDescs.NULL} or else. */
    protected abstract S constant(ConstantDesc value);

    /** Arithmetic, logic, comparison to an int, conversion. */
    protected abstract S operator(Opcode opcode, List<S> args);

    protected abstract S arrayLength(S array);

    protected abstract S arrayLoad(Opcode opcode, S array, S at);

    protected abstract void arrayStore(Opcode opcode, S array, S at, S value);

    protected abstract S getStatic(Class<?> owner, String name, Class<?> type);

    protected abstract void putStatic(Class<?> owner, String name, S value);

    protected abstract S getField(Class<?> owner, String name, Class<?> type, S object);

    protected abstract void putField(Class<?> owner, String name, S object, S value);

    /** {@code args}: with the receiver, if there is one. */
    protected abstract @Nullable S invoke(InvokeInstruction invoke, List<S> args);

    protected abstract @Nullable S invokeDynamic(InvokeDynamicInstruction invoke, List<S> args);

    /** A new object that no constructor has seen. */
    protected abstract S create(Class<?> type);

    protected abstract S createArray(Class<?> type, List<S> lengths);

    protected abstract S cast(Class<?> type, S object);

    protected abstract S instanceOf(Class<?> type, S object);

    protected abstract void monitor(S object);

    protected abstract void endGoto(int target);

    protected abstract void endIf(Opcode opcode, List<S> args, int target, int otherwise);

    /** {@code targets}: one for each key, and the default, last. */
    protected abstract void endSwitch(S value, int[] keys, List<Integer> targets);

    protected abstract void endReturn(@Nullable S value);

    protected abstract void endThrow(S exception);
}
