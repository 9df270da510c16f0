package org.openledger.attribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.DoubleEntry;
import java.lang.classfile.constantpool.FloatEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in compiled classes what consensus code must not do: floating point, clocks, randomness,
 * threads, hash order, the machine's locale or character set, and catching errors of the machine.
 *
 * <p>It reads the instructions and the whole constant pool, so that method references and lambdas
 * are seen too. Exceptions thrown by the machine are checked by their types in the constant pool;
 * Throwable itself is not, for the compiler's own try-with-resources names it.
 */
public final class ConsensusBytecode {
  /** Float and double instructions; the long tail of stack instructions has no type. */
  private static final Pattern FLOATING =
      Pattern.compile(
          "[FD](LOAD|STORE|ALOAD|ASTORE|ADD|SUB|MUL|DIV|REM|NEG|CONST|CMP|RETURN|2).*|[IL]2[FD]");

  private static final Pattern FLOATING_DESCRIPTOR = Pattern.compile("[FD]");
  private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L[^;]+;");

  /** Types; where they end in a slash, whole packages. */
  private static final List<String> CLASSES =
      List.of(
          "java/lang/Thread",
          "java/lang/ThreadLocal",
          "java/util/Random",
          "java/util/SplittableRandom",
          "java/util/random/",
          "java/security/SecureRandom",
          "java/util/concurrent/",
          "java/util/Timer",
          "java/util/Date",
          "java/util/Calendar",
          "java/util/UUID",
          "java/time/");

  private static final Set<String> MACHINE_ERRORS =
      Set.of(
          "java/lang/Error",
          "java/lang/VirtualMachineError",
          "java/lang/InternalError",
          "java/lang/OutOfMemoryError",
          "java/lang/StackOverflowError");

  private static final Set<String> HASHED =
      Set.of(
          "java/util/HashMap",
          "java/util/HashSet",
          "java/util/IdentityHashMap",
          "java/util/WeakHashMap",
          "java/util/Hashtable");

  private static final Set<String> METHODS =
      Set.of(
          "java/lang/System.nanoTime",
          "java/lang/System.currentTimeMillis",
          "java/lang/System.identityHashCode",
          "java/lang/System.getenv",
          "java/lang/System.getProperty",
          "java/lang/Math.random",
          "java/lang/StrictMath.random",
          "java/util/Collections.shuffle",
          "java/util/Collection.parallelStream",
          "java/util/List.parallelStream",
          // Their order of iteration differs from one run of the machine to the next.
          "java/util/Set.of",
          "java/util/Set.copyOf",
          "java/util/Map.of",
          "java/util/Map.ofEntries",
          "java/util/Map.copyOf",
          "java/util/stream/Collectors.toSet",
          "java/util/stream/Collectors.toMap",
          "java/util/stream/Collectors.groupingBy",
          "java/util/Locale.getDefault",
          "java/nio/charset/Charset.defaultCharset");

  /** What an exception tells people: a library may word it otherwise tomorrow. */
  private static final Set<String> MESSAGES =
      Set.of("getMessage", "getLocalizedMessage", "getStackTrace");

  /** Methods that read the default locale or character set, by name and descriptor. */
  private static final Set<String> DEFAULTS =
      Set.of(
          "java/lang/String.toLowerCase()Ljava/lang/String;",
          "java/lang/String.toUpperCase()Ljava/lang/String;",
          "java/lang/String.getBytes()[B",
          "java/lang/String.<init>([B)V",
          "java/lang/String.format(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;",
          "java/lang/String.formatted([Ljava/lang/Object;)Ljava/lang/String;");

  private ConsensusBytecode() {}

  /** The directory or jar that a class was loaded from. */
  public static Path directoryOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What is wrong, one line each; empty if nothing is. A package without classes is wrong, too.
   *
   * @param classes directory of compiled classes, such as {@code target/classes}
   * @param packages by their full names; packages below them are not included
   */
  public static List<String> violations(Path classes, List<String> packages) {
    List<String> violations = new ArrayList<>();
    for (String name : packages) {
      List<Path> files = classFiles(classes.resolve(name.replace('.', '/')));
      if (files.isEmpty()) {
        violations.add(name + " holds no classes");
      }
      for (Path file : files) {
        check(file, violations);
      }
    }
    return violations;
  }

  private static List<Path> classFiles(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path file, List<String> violations) {
    ClassModel model;
    try {
      model = ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = model.thisClass().asInternalName();
    for (PoolEntry entry : model.constantPool()) {
      checkEntry(name, entry, violations);
    }
    model.fields().stream()
        .filter(field -> floating(field.fieldType().stringValue()))
        .forEach(
            field ->
                violations.add(
                    name + "." + field.fieldName().stringValue() + " is floating point"));
    for (MethodModel method : model.methods()) {
      String where = name + "." + method.methodName().stringValue();
      if (floating(method.methodType().stringValue())) {
        violations.add(where + " takes or gives floating point");
      }
      method.code().ifPresent(code -> checkCode(where, code, violations));
    }
  }

  private static void checkCode(String where, CodeModel code, List<String> violations) {
    for (CodeElement element : code) {
      if (!(element instanceof Instruction instruction)) {
        continue;
      }
      boolean floatingArray =
          instruction instanceof NewPrimitiveArrayInstruction array
              && (array.typeKind() == TypeKind.FLOAT || array.typeKind() == TypeKind.DOUBLE);
      if (floatingArray || FLOATING.matcher(instruction.opcode().name()).matches()) {
        violations.add(where + " has the instruction " + instruction.opcode());
      }
    }
  }

  private static void checkEntry(String name, PoolEntry entry, List<String> violations) {
    switch (entry) {
      case FloatEntry constant ->
          violations.add(name + " has the constant " + constant.floatValue());
      case DoubleEntry constant ->
          violations.add(name + " has the constant " + constant.doubleValue());
      case NameAndTypeEntry member when floating(member.type().stringValue()) ->
          violations.add(name + " uses " + member.name().stringValue() + " with floating point");
      case ClassEntry type when forbidden(type.asInternalName()) ->
          violations.add(name + " uses " + type.asInternalName());
      case MemberRefEntry member -> checkMember(name, member, violations);
      default -> {}
    }
  }

  private static void checkMember(String name, MemberRefEntry member, List<String> violations) {
    String owner = member.owner().asInternalName();
    String called = owner + "." + member.name().stringValue();
    boolean hashed = HASHED.contains(owner) && member.name().equalsString("<init>");
    if (hashed
        || MESSAGES.contains(member.name().stringValue())
        || METHODS.contains(called)
        || DEFAULTS.contains(called + member.type().stringValue())) {
      violations.add(name + " calls " + called);
    }
  }

  private static boolean forbidden(String type) {
    String name = type.replaceFirst("^\\[+L(.*);$", "$1");
    return MACHINE_ERRORS.contains(name)
        || CLASSES.stream()
            .anyMatch(
                of ->
                    name.equals(of)
                        || name.startsWith(of + "$")
                        || (of.endsWith("/") && name.startsWith(of)));
  }

  private static boolean floating(String descriptor) {
    String primitives = CLASS_IN_DESCRIPTOR.matcher(descriptor).replaceAll("");
    return FLOATING_DESCRIPTOR.matcher(primitives).find();
  }
}
