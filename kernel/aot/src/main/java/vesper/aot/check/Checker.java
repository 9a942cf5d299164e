package vesper.aot.check;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.bytecode.Bytecode;
import vesper.aot.bytecode.Frame;
import vesper.aot.bytecode.Interpreter;
import vesper.aot.bytecode.Slot;
import vesper.aot.intrinsic.Intrinsics;
import vesper.aot.ir.Position;
import vesper.aot.world.Classes;
import vesper.aot.world.JavaMethod;

/** Checks one method as a whole, and tells what it uses. */
final class Checker extends Interpreter<Fact> {
    private static final int MAX_ARGUMENTS = 8;

    private final JavaMethod method;
    private final CodeModel model;
    private final Uses uses;
    private final Values values;
    private final Fields fields;
    private final Calls calls;
    private boolean inCode;

    private Checker(Classes classes, Intrinsics intrinsics, JavaMethod method, CodeModel model, Uses uses) {
        super(classes, new Bytecode(model));
        this.method = method;
        this.model = model;
        this.uses = uses;
        this.values = new Values(uses, this::here);
        this.fields = new Fields(classes, uses, values);
        this.calls = new Calls(classes, intrinsics, uses);
    }

    static void check(Classes classes, Intrinsics intrinsics, JavaMethod method, Uses uses) {
        Position start = method.position(method.firstLine());
        CodeModel model = method.model().code().orElse(null);
        if (model == null) {
            uses.diagnose(Rule.NATIVE, Places.of(start), Places.name(method));
            return;
        }
        new Checker(classes, intrinsics, method, model, uses).check(start);
    }

    private void check(Position start) {
        List<Class<?>> types = new ArrayList<>(method.parameters());
        if (!method.isStatic()) {
            types.addFirst(method.owner());
        }
        boolean maker = method.isConstructor();
        if (types.size() - (maker ? 1 : 0) > MAX_ARGUMENTS) {
            uses.diagnose(Rule.ARGUMENTS, Places.of(start), Places.name(method));
        }
        if (method.is(ClassFile.ACC_SYNCHRONIZED)) {
            uses.diagnose(Rule.SYNCHRONIZED, Places.of(start));
        }
        handlers();
        Frame<Fact> frame = new Frame<>();
        int number = 0;
        for (Class<?> type : types) {
            Fact fact = Fact.of(type);
            values.inspect(type);
            frame.locals().put(number, fact);
            number += fact.isWide() ? 2 : 1;
        }
        values.inspect(method.result());
        inCode = true;
        run(frame);
    }

    private void handlers() {
        boolean monitors = false;
        for (CodeElement element : model) {
            monitors |= element instanceof MonitorInstruction; // its handler is no one's try
        }
        if (!monitors && !model.exceptionHandlers().isEmpty()) {
            int at = code.index(model.exceptionHandlers().getFirst().tryStart());
            uses.diagnose(Rule.CATCH, Places.of(method.position(code.line(at))));
        }
    }

    private Position here() {
        return method.position(inCode ? line() : method.firstLine());
    }

    private void diagnose(Rule rule, Object... details) {
        values.diagnose(rule, details);
    }

    // Ways.

    @Override
    protected void next() {}

    @Override
    protected void begin(int leader) {}

    @Override
    protected Fact merged(int leader, Class<?> type) {
        return Fact.of(type);
    }

    @Override
    protected void joined(int leader, Frame<Fact> target) {
        target.locals().forEach((number, fact) -> values.joins(frame().locals().get(number), fact));
        for (int i = 0; i < target.stack().size(); i++) {
            values.joins(frame().stack().get(i), target.stack().get(i));
        }
    }

    // Values.

    @Override
    protected Fact constant(ConstantDesc value) {
        return switch (value) {
            case Integer number -> Fact.constant(int.class, number);
            case Long number -> Fact.constant(long.class, number);
            case Float ignored -> floatingPoint(float.class);
            case Double ignored -> floatingPoint(double.class);
            case String text -> {
                uses.object(text.intern(), "the code", here());
                yield Fact.constant(String.class, text);
            }
            default -> {
                if (value.equals(ConstantDescs.NULL)) {
                    yield Fact.of(Slot.NULL);
                }
                diagnose(Rule.CLASS_LITERAL, value instanceof ClassDesc type ? type.displayName() + ".class" : value);
                yield Fact.of(Object.class, Fact.State.REFUSED);
            }
        };
    }

    private Fact floatingPoint(Class<?> type) {
        diagnose(Rule.FLOATING_POINT);
        return Fact.of(type);
    }

    @Override
    protected Fact operator(Opcode opcode, List<Fact> args) {
        Class<?> type = Results.of(opcode);
        boolean floating = type == float.class || type == double.class;
        return floating || args.stream().anyMatch(Fact::isFloatingPoint) ? floatingPoint(type) : Fact.of(type);
    }

    @Override
    protected Fact arrayLength(Fact array) {
        return Fact.of(int.class);
    }

    @Override
    protected Fact arrayLoad(Opcode opcode, Fact array, Fact at) {
        Class<?> component = array.type().getComponentType();
        Class<?> type = switch (opcode) {
            case LALOAD -> long.class;
            case FALOAD -> float.class;
            case DALOAD -> double.class;
            case AALOAD -> component == null ? Object.class : component;
            default -> int.class;
        };
        values.element(type);
        return Fact.of(type);
    }

    @Override
    protected void arrayStore(Opcode opcode, Fact array, Fact at, Fact value) {
        if (opcode == Opcode.AASTORE) {
            Class<?> component = array.type().getComponentType();
            values.element(component == null ? Object.class : component);
            values.flows(value, component == null ? Object.class : component);
        } else if (value.isFloatingPoint()) {
            diagnose(Rule.FLOATING_POINT);
        }
    }

    // Fields.

    @Override
    protected Fact getStatic(Class<?> owner, String name, Class<?> type) {
        return fields.getStatic(owner, name, type);
    }

    @Override
    protected void putStatic(Class<?> owner, String name, Fact value) {
        fields.putStatic(owner, name, value);
    }

    @Override
    protected Fact getField(Class<?> owner, String name, Class<?> type, Fact object) {
        return fields.getField(owner, name, type);
    }

    @Override
    protected void putField(Class<?> owner, String name, Fact object, Fact value) {
        fields.putField(owner, name, value);
    }

    // Objects.

    @Override
    protected Fact create(Class<?> type) {
        values.inspect(type);
        if (Words.isWord(type) || Throwable.class.isAssignableFrom(type)) {
            return Fact.of(type, Fact.State.CREATED);
        }
        diagnose(Rule.NEW_OBJECT, type.getSimpleName());
        return Fact.of(type, Fact.State.REFUSED);
    }

    @Override
    protected Fact createArray(Class<?> type, List<Fact> lengths) {
        diagnose(Rule.NEW_ARRAY, type.getSimpleName());
        return Fact.of(type, Fact.State.REFUSED);
    }

    @Override
    protected Fact cast(Class<?> type, Fact object) {
        if (object.isNull()) {
            return object;
        }
        values.flows(object, type);
        return Fact.of(type, object.is(Fact.State.REFUSED) ? Fact.State.REFUSED : Fact.State.VALUE);
    }

    @Override
    protected Fact instanceOf(Class<?> type, Fact object) {
        values.instanceOf(object, type);
        return Fact.of(int.class);
    }

    @Override
    protected void monitor(Fact object) {
        diagnose(Rule.SYNCHRONIZED);
    }

    // Calls.

    @Override
    protected @Nullable Fact invoke(InvokeInstruction invoke, List<Fact> args) {
        Class<?> owner = classes.of(invoke.owner().asSymbol());
        JavaMethod callee = calls.callee(owner, invoke, here());
        if (callee == null) {
            Class<?> result = classes.of(invoke.typeSymbol().returnType());
            return result == void.class ? null : Fact.of(result, Fact.State.REFUSED);
        }
        if (callee.isConstructor()) {
            initialise(callee, args);
            return null;
        }
        int receiver = callee.isStatic() ? 0 : 1;
        if (receiver == 1) {
            values.flows(args.getFirst(), owner);
        }
        arguments(callee, args.subList(receiver, args.size()));
        values.inspect(callee.result());
        calls.call(owner, callee, invoke.opcode(), args, here());
        return callee.result() == void.class ? null : Fact.of(callee.result());
    }

    private void arguments(JavaMethod callee, List<Fact> args) {
        for (int i = 0; i < args.size(); i++) {
            values.inspect(callee.parameters().get(i));
            values.flows(args.get(i), callee.parameters().get(i));
        }
    }

    private void initialise(JavaMethod constructor, List<Fact> args) {
        Fact object = args.getFirst();
        List<Fact> given = args.subList(1, args.size());
        Class<?> type = constructor.owner();
        if (object.is(Fact.State.REFUSED)) {
            return;
        }
        if (Words.isWord(type)) {
            arguments(constructor, given);
            uses.calls(constructor, here());
            frame().replace(object, Fact.of(type));
        } else if (Throwable.class.isAssignableFrom(type)) {
            if (!given.stream().allMatch(Checker::isMessage)) {
                diagnose(Rule.THROW_MESSAGE);
            }
            frame().replace(object, Fact.of(type, Fact.State.EXCEPTION));
        }
    }

    private static boolean isMessage(Fact value) {
        return value.isNull() || value.is(Fact.State.REFUSED) || value.constant() instanceof String;
    }

    @Override
    protected @Nullable Fact invokeDynamic(InvokeDynamicInstruction invoke, List<Fact> args) {
        diagnose(Calls.rule(invoke), Places.name(method));
        Class<?> result = classes.of(invoke.typeSymbol().returnType());
        return result == void.class ? null : Fact.of(result, Fact.State.REFUSED);
    }

    // Ends.

    @Override
    protected void endGoto(int target) {}

    @Override
    protected void endIf(Opcode opcode, List<Fact> args, int target, int otherwise) {
        Fact first = args.getFirst();
        if (first.is(Fact.State.ASSERTIONS_OFF)) {
            jump(opcode == Opcode.IFNE ? target : otherwise);
            return;
        }
        values.compares(opcode, args);
        goTo(target);
        goTo(otherwise);
    }

    @Override
    protected void endSwitch(Fact value, int[] keys, List<Integer> targets) {
        targets.forEach(this::goTo);
    }

    @Override
    protected void endReturn(@Nullable Fact value) {
        if (value != null) {
            values.flows(value, method.result());
        }
    }

    @Override
    protected void endThrow(Fact exception) {
        if (!exception.is(Fact.State.EXCEPTION) && !exception.is(Fact.State.REFUSED)) {
            diagnose(Rule.THROW_VALUE);
        }
    }
}
