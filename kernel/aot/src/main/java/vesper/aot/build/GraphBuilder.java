package vesper.aot.build;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vesper.aot.bytecode.Bytecode;
import vesper.aot.bytecode.Frame;
import vesper.aot.bytecode.Interpreter;
import vesper.aot.bytecode.Slot;
import vesper.aot.image.Layout;
import vesper.aot.intrinsic.Emission;
import vesper.aot.intrinsic.Intrinsic;
import vesper.aot.intrinsic.Intrinsics;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.aot.world.Classes;
import vesper.aot.world.JavaMethod;
import vesper.aot.world.Types;

/**
 * Makes the graph of a method that has been checked. SSA form comes from the class file's own frames: where they say
 * that ways meet, each variable and operand gets a phi, and {@link Phis} takes out those that weren't needed.
 *
 * <p>A {@code @Word} is its component's value all along. Its constructor is a function from the arguments to that value:
 * {@code this} begins as 0, and an assignment to the component replaces it.
 */
public final class GraphBuilder extends Interpreter<Operand> {
    private static final String ASSERTIONS_OFF = "$assertionsDisabled";
    private static final int ENTRY = -1;

    private final Intrinsics intrinsics;
    private final JavaMethod method;
    private final Graph graph;
    private final Map<Integer, Block> blocks = new TreeMap<>();
    private final Emission e;
    private final Memory memory;

    private GraphBuilder(
            Classes classes, Intrinsics intrinsics, Layout layout, Set<Class<?>> instantiated, JavaMethod method) {
        super(classes, new Bytecode(method.model().code().orElseThrow()));
        this.intrinsics = intrinsics;
        this.method = method;
        this.graph = new Graph(method.ref(), Types.parameters(method), Types.result(method));
        this.e = new Emission(layout, block(ENTRY));
        this.memory = new Memory(e, instantiated);
    }

    /**
     * The graph of a method, not optimised.
     *
     * @param instantiated the classes of all objects there are, arrays included
     */
    public static Graph build(
            Classes classes, Intrinsics intrinsics, Layout layout, Set<Class<?>> instantiated, JavaMethod method) {
        return new GraphBuilder(classes, intrinsics, layout, instantiated, method).build();
    }

    private Graph build() {
        e.position(method.position(method.firstLine()));
        run(parameters());
        graph.blocks().clear();
        graph.blocks().addAll(blocks.values());
        Phis.simplify(graph);
        return graph;
    }

    private Frame<Operand> parameters() {
        Frame<Operand> frame = new Frame<>();
        List<Class<?>> types = new ArrayList<>(method.parameters());
        int number = 0;
        if (method.isConstructor()) {
            frame.locals().put(number++, new Operand(method.owner(), e.constant(Types.of(method.owner()), 0)));
        } else if (!method.isStatic()) {
            types.addFirst(method.owner());
        }
        for (int i = 0; i < types.size(); i++) {
            Value value = e.add(Op.PARAM, Types.of(types.get(i))).imm(i);
            Operand operand = new Operand(types.get(i), value);
            frame.locals().put(number, operand);
            number += operand.isWide() ? 2 : 1;
            if (i == 0 && !method.isStatic() && value.type() == Type.REF) {
                e.receiver(value);
            }
        }
        return frame;
    }

    private Block block(int leader) {
        return blocks.computeIfAbsent(leader, absent -> graph.newBlock());
    }

    // Ways.

    @Override
    protected void next() {
        e.position(method.position(line()));
    }

    @Override
    protected void begin(int leader) {
        e.at(block(leader));
    }

    @Override
    protected Operand merged(int leader, Class<?> type) {
        return new Operand(type, block(leader).addPhi(type == Slot.NULL ? Type.REF : Types.of(type)));
    }

    @Override
    protected void joined(int leader, Frame<Operand> target) {
        target.locals()
                .forEach((number, operand) ->
                        feed(leader, operand, frame().locals().get(number)));
        for (int i = 0; i < target.stack().size(); i++) {
            feed(leader, target.stack().get(i), frame().stack().get(i));
        }
    }

    private void feed(int leader, Operand phi, @Nullable Operand arg) {
        if (phi.value().op() == Op.PHI && phi.value().block() == block(leader) && arg != null) {
            phi.value().args().add(arg.value());
        }
    }

    // Values.

    @Override
    protected Operand constant(ConstantDesc value) {
        return switch (value) {
            case Integer number -> new Operand(int.class, e.constant(Type.I32, number));
            case Long number -> new Operand(long.class, e.constant(Type.I64, number));
            case String text -> memory.constant(String.class, text.intern());
            default -> {
                if (!value.equals(ConstantDescs.NULL)) {
                    throw new IllegalStateException(value + " is to be refused");
                }
                yield new Operand(Slot.NULL, e.constant(Type.REF, 0));
            }
        };
    }

    @Override
    protected Operand operator(Opcode opcode, List<Operand> args) {
        return Arithmetic.emit(e, opcode, args);
    }

    @Override
    protected Operand arrayLength(Operand array) {
        return memory.arrayLength(array.value());
    }

    @Override
    protected Operand arrayLoad(Opcode opcode, Operand array, Operand at) {
        return memory.arrayLoad(opcode, array, at.value());
    }

    @Override
    protected void arrayStore(Opcode opcode, Operand array, Operand at, Operand value) {
        memory.arrayStore(opcode, array, at.value(), value);
    }

    @Override
    protected Operand getStatic(Class<?> owner, String name, Class<?> type) {
        if (name.equals(ASSERTIONS_OFF)) {
            return new Operand(int.class, e.constant(Type.I32, 1));
        }
        return memory.getStatic(field(owner, name));
    }

    @Override
    protected void putStatic(Class<?> owner, String name, Operand value) {
        memory.putStatic(field(owner, name), value.value());
    }

    @Override
    protected Operand getField(Class<?> owner, String name, Class<?> type, Operand object) {
        return memory.getField(field(owner, name), object);
    }

    @Override
    protected void putField(Class<?> owner, String name, Operand object, Operand value) {
        if (Layout.isWord(owner)) {
            frame().replace(object, new Operand(owner, value.value()));
        } else {
            memory.putField(field(owner, name), object, value.value());
        }
    }

    private Field field(Class<?> owner, String name) {
        return classes.field(owner, name).orElseThrow();
    }

    @Override
    protected Operand create(Class<?> type) {
        return new Operand(type, graph.newValue(e.block(), Op.CONST, Type.REF, List.of()));
    }

    @Override
    protected Operand createArray(Class<?> type, List<Operand> lengths) {
        throw new IllegalStateException("new arrays are to be refused");
    }

    @Override
    protected Operand cast(Class<?> type, Operand object) {
        return Layout.isWord(type) ? object : memory.cast(type, object);
    }

    @Override
    protected Operand instanceOf(Class<?> type, Operand object) {
        return new Operand(int.class, memory.instanceOf(type, object.value()));
    }

    @Override
    protected void monitor(Operand object) {
        throw new IllegalStateException("monitors are to be refused");
    }

    // Calls.

    @Override
    protected @Nullable Operand invoke(InvokeInstruction invoke, List<Operand> args) {
        Class<?> owner = classes.of(invoke.owner().asSymbol());
        JavaMethod callee = classes.resolve(
                        owner, invoke.name().stringValue(), invoke.type().stringValue())
                .orElseThrow();
        if (callee.isConstructor()) {
            initialise(callee, args);
            return null;
        }
        List<Value> values = args.stream().map(Operand::value).toList();
        Optional<Intrinsic> intrinsic = intrinsics.find(callee.ref());
        Value result =
                intrinsic.isPresent() ? intrinsic.get().body().emit(e, values) : call(invoke, owner, callee, values);
        return callee.result() == void.class || result == null ? null : new Operand(callee.result(), result);
    }

    private Value call(InvokeInstruction invoke, Class<?> owner, JavaMethod callee, List<Value> args) {
        if (!callee.isStatic() && !Layout.isWord(owner)) {
            e.checkNull(args.getFirst());
        }
        boolean direct = invoke.opcode() == Opcode.INVOKESTATIC
                || invoke.opcode() == Opcode.INVOKESPECIAL
                || callee.isFixed()
                || Layout.isWord(owner);
        MethodRef declared = new MethodRef(
                Classes.internalName(owner), callee.ref().name(), callee.ref().descriptor());
        return direct
                ? e.call(Op.CALL, Types.result(callee), callee.ref(), args)
                : e.call(Op.CALL_VIRTUAL, Types.result(callee), declared, args);
    }

    private void initialise(JavaMethod constructor, List<Operand> args) {
        Operand object = args.getFirst();
        List<Value> values = args.stream().skip(1).map(Operand::value).toList();
        if (Layout.isWord(constructor.owner())) {
            Value word = e.call(Op.CALL, Types.result(constructor), constructor.ref(), values);
            frame().replace(object, new Operand(constructor.owner(), word));
        } else if (Throwable.class.isAssignableFrom(constructor.owner())) {
            frame().replace(object, new Operand(object.type(), object.value(), failure(object.type(), values)));
        }
    }

    private static Failure failure(Class<?> exception, List<Value> args) {
        StringBuilder message = new StringBuilder(exception.getSimpleName());
        for (Value arg : args) {
            if (arg.op() == Op.OBJECT) {
                message.append(": ").append(arg.aux());
            }
        }
        return new Failure(message.toString());
    }

    @Override
    protected @Nullable Operand invokeDynamic(InvokeDynamicInstruction invoke, List<Operand> args) {
        throw new IllegalStateException("invokedynamic is to be refused");
    }

    // Ends.

    @Override
    protected void endGoto(int target) {
        e.block().position(e.position());
        e.block().endGoto(block(target));
    }

    @Override
    protected void endIf(Opcode opcode, List<Operand> args, int target, int otherwise) {
        Value condition = Conditions.emit(e, opcode, args);
        if (args.getFirst().value().isConst(1) && (opcode == Opcode.IFNE || opcode == Opcode.IFEQ)) {
            jump(opcode == Opcode.IFNE ? target : otherwise); // an assertion, which is off
            return;
        }
        e.block().position(e.position());
        e.block().endIf(condition, block(target), block(otherwise));
        goTo(target);
        goTo(otherwise);
    }

    @Override
    protected void endSwitch(Operand value, int[] keys, List<Integer> targets) {
        e.block().position(e.position());
        e.block()
                .endSwitch(
                        value.value(), keys, targets.stream().map(this::block).toList());
        targets.forEach(this::goTo);
    }

    @Override
    protected void endReturn(@Nullable Operand value) {
        e.block().position(e.position());
        if (method.isConstructor()) {
            e.block().endReturn(frame().local(0).value());
        } else {
            e.block().endReturn(value == null ? null : value.value());
        }
    }

    @Override
    protected void endThrow(Operand exception) {
        e.block().position(e.position());
        Failure failure = exception.failure();
        if (failure == null) {
            throw new IllegalStateException("only new exceptions can be thrown");
        }
        e.block().endFail(failure);
    }
}
