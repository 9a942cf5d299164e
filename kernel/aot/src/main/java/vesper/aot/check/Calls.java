package vesper.aot.check;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vesper.aot.intrinsic.Intrinsic;
import vesper.aot.intrinsic.Intrinsics;
import vesper.aot.intrinsic.JdkIntrinsics;
import vesper.aot.ir.Position;
import vesper.aot.world.Classes;
import vesper.aot.world.JavaMethod;
import vesper.metal.Assembly;

/** Which methods may be called. */
final class Calls {
    private static final Set<String> BOXES = Set.of(
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Boolean",
            "java.lang.Float",
            "java.lang.Double");

    private final Classes classes;
    private final Intrinsics intrinsics;
    private final Uses uses;

    Calls(Classes classes, Intrinsics intrinsics, Uses uses) {
        this.classes = classes;
        this.intrinsics = intrinsics;
        this.uses = uses;
    }

    /** The method that an instruction names, or null if it has been refused. */
    @Nullable
    JavaMethod callee(Class<?> owner, InvokeInstruction invoke, Position where) {
        String name = invoke.name().stringValue();
        if (owner.isArray()) {
            uses.diagnose(Rule.NEW_ARRAY, Places.of(where), owner.getSimpleName() + "." + name);
            return null;
        }
        JavaMethod method =
                classes.resolve(owner, name, invoke.type().stringValue()).orElse(null);
        if (method == null) {
            uses.diagnose(Rule.MISSING, Places.of(where), owner.getName() + "." + name);
        }
        return method;
    }

    /** A call of anything but a constructor. */
    void call(Class<?> owner, JavaMethod callee, Opcode opcode, List<Fact> args, Position where) {
        Intrinsic intrinsic = intrinsics.find(callee.ref()).orElse(null);
        if (intrinsic != null) {
            constant(intrinsic, args, where);
            return;
        }
        Rule refusal = refusal(owner, callee);
        if (refusal != null) {
            uses.diagnose(refusal, Places.of(where), Places.name(callee));
            return;
        }
        boolean direct = opcode == Opcode.INVOKESTATIC
                || opcode == Opcode.INVOKESPECIAL
                || callee.isFixed()
                || Words.isWord(owner);
        if (!direct) {
            uses.callsVirtual(owner, callee, where);
        } else if (uses.initialises(callee.owner(), where)) {
            uses.calls(callee, where);
        }
    }

    private void constant(Intrinsic intrinsic, List<Fact> args, Position where) {
        if (intrinsic.constant() < 0) {
            return;
        }
        Fact arg = args.get(intrinsic.constant());
        if (!arg.isConstant()) {
            uses.diagnose(
                    Rule.CONSTANT_ARGUMENT,
                    Places.of(where),
                    intrinsic.method().owner().replaceAll(".*/", "") + "."
                            + intrinsic.method().name());
        } else if (arg.constant() instanceof String symbol) {
            uses.symbol(symbol, where);
        }
    }

    private static @Nullable Rule refusal(Class<?> owner, JavaMethod callee) {
        Class<?> declarer = callee.owner();
        String name = callee.ref().name();
        if (Places.isJdk(declarer)) {
            return jdkRefusal(callee);
        }
        if (declarer.isEnum() && callee.isStatic() && (name.equals("values") || name.equals("valueOf"))) {
            return Rule.ENUM_VALUES;
        }
        if (declarer.isAnnotationPresent(Assembly.class)) {
            return Rule.ASSEMBLY_CALL;
        }
        if (declarer.getName().startsWith("vesper.metal.host.")) {
            return Rule.HOST_ONLY;
        }
        if (callee.is(ClassFile.ACC_NATIVE)) {
            return Rule.NATIVE;
        }
        return owner.isRecord() && isMadeByJavac(callee) ? Rule.RECORD_METHOD : null;
    }

    private static @Nullable Rule jdkRefusal(JavaMethod callee) {
        String name = callee.ref().name();
        if (JdkIntrinsics.isCompiled(callee.ref())
                || (callee.isAbstract() && callee.owner().isInterface())) {
            return null;
        }
        if (BOXES.contains(callee.owner().getName()) && (name.equals("valueOf") || name.endsWith("Value"))) {
            return Rule.BOXING;
        }
        if (callee.owner() == String.class && name.equals("hashCode")) {
            return Rule.STRING_SWITCH;
        }
        if (callee.owner() == Record.class) {
            return Rule.RECORD_METHOD;
        }
        return Rule.JDK_METHOD;
    }

    private static boolean isMadeByJavac(JavaMethod method) {
        for (CodeElement element : method.model().code().orElseThrow()) {
            if (element instanceof InvokeDynamicInstruction invoke && rule(invoke) == Rule.RECORD_METHOD) {
                return true;
            }
        }
        return false;
    }

    /** What refuses an {@code invokedynamic}, by who makes its call site. */
    static Rule rule(InvokeDynamicInstruction invoke) {
        return switch (invoke.bootstrapMethod().owner().displayName()) {
            case "StringConcatFactory" -> Rule.STRING_CONCAT;
            case "SwitchBootstraps" -> Rule.PATTERN_SWITCH;
            case "ObjectMethods" -> Rule.RECORD_METHOD;
            default -> Rule.LAMBDA;
        };
    }
}
