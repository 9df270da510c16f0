package org.openledger.integration.distribution;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the signatures that the adapter was compiled against are those of a host: what the JVM
 * looks at when it links, and what it does not check before the first call.
 */
final class Conformance {

  private static final Pattern HOST_CLASS =
      Pattern.compile("org\\.hyperledger\\.[a-z0-9_.]+\\.[A-Z][\\w$]*");

  private static final String NAMES = " names ";

  private record Member(ClassModel owner, AccessFlags flags) {}

  private final ClassSource host;
  private final List<String> mismatches = new ArrayList<>();

  private Conformance(ClassSource host) {
    this.host = host;
  }

  /** All that differs, one line each. */
  static List<String> mismatches(ClassSource signatures, ClassSource host) {
    Conformance conformance = new Conformance(host);
    for (String name : signatures.classes().keySet()) {
      ClassModel signature = signatures.find(name).orElseThrow();
      host.find(name)
          .ifPresentOrElse(
              found -> conformance.compare(name, signature, found),
              () -> conformance.mismatches.add(name + " does not exist"));
    }
    return conformance.mismatches;
  }

  /**
   * Methods that the host's interfaces want and the adapter's classes lack: each would be an
   * AbstractMethodError at its first call.
   *
   * @param adapter the adapter's classes
   * @param host the host's
   */
  static List<String> unimplemented(ClassSource adapter, ClassSource host) {
    List<String> missing = new ArrayList<>();
    for (String name : adapter.classes().keySet()) {
      ClassModel type = adapter.find(name).orElseThrow();
      if (is(type.flags(), AccessFlag.ABSTRACT)) {
        continue;
      }
      for (ClassEntry declared : type.interfaces()) {
        Conformance conformance = new Conformance(host);
        ClassModel wanted = host.find(declared.asInternalName()).orElse(null);
        if (wanted == null || !declared.asInternalName().startsWith("org/hyperledger/")) {
          continue;
        }
        for (ClassModel ancestor : conformance.ancestry(wanted)) {
          for (MethodModel method : ancestor.methods()) {
            if (is(method.flags(), AccessFlag.ABSTRACT)
                && !declares(type, method)
                && !conformance.hasDefault(wanted, method)) {
              missing.add(name + " lacks " + text(method) + " of " + declared.asInternalName());
            }
          }
        }
      }
    }
    return missing;
  }

  /**
   * Classes of the host that the adapter's classes name in texts, each as {@code ADAPTER names
   * CLASS}: nothing links them, so a release without one would go unnoticed.
   */
  static SortedSet<String> namedInTexts(ClassSource adapter) {
    SortedSet<String> named = new TreeSet<>();
    for (String name : adapter.classes().keySet()) {
      for (PoolEntry constant : adapter.find(name).orElseThrow().constantPool()) {
        if (constant instanceof StringEntry text
            && HOST_CLASS.matcher(text.stringValue()).matches()) {
          named.add(name + NAMES + text.stringValue());
        }
      }
    }
    return named;
  }

  /** Those of {@link #namedInTexts} that the host does not have. */
  static List<String> namedInVain(ClassSource adapter, ClassSource host) {
    return namedInTexts(adapter).stream()
        .filter(
            it ->
                host.find(it.substring(it.indexOf(NAMES) + NAMES.length()).replace('.', '/'))
                    .isEmpty())
        .map(it -> it + ", which this host does not have")
        .toList();
  }

  private void compare(String name, ClassModel signature, ClassModel found) {
    for (AccessFlag kind :
        List.of(AccessFlag.INTERFACE, AccessFlag.ENUM, AccessFlag.ANNOTATION, AccessFlag.PUBLIC)) {
      if (is(signature.flags(), kind) != is(found.flags(), kind)) {
        mismatches.add(name + " differs in being " + kind);
      }
    }
    Set<String> ancestors = new LinkedHashSet<>();
    ancestry(found).forEach(ancestor -> ancestors.add(ancestor.thisClass().asInternalName()));
    Stream.concat(signature.superclass().stream(), signature.interfaces().stream())
        .map(ClassEntry::asInternalName)
        .filter(parent -> !ancestors.contains(parent))
        .forEach(parent -> mismatches.add(name + " is no subtype of " + parent));
    for (MethodModel method : signature.methods()) {
      if (visible(method.flags())) {
        boolean constructor = method.methodName().equalsString("<init>");
        compare(
            name + "." + text(method),
            method.flags(),
            constructor
                ? declared(found, method).map(m -> new Member(found, m.flags()))
                : resolve(found, owner -> declared(owner, method).map(MethodModel::flags)));
      }
    }
    for (FieldModel field : signature.fields()) {
      if (visible(field.flags())) {
        compare(
            name + "." + field.fieldName() + " " + field.fieldType(),
            field.flags(),
            resolve(found, owner -> declared(owner, field).map(FieldModel::flags)));
      }
    }
  }

  private void compare(String what, AccessFlags signature, Optional<Member> found) {
    if (found.isEmpty()) {
      mismatches.add(what + " does not exist");
      return;
    }
    AccessFlags flags = found.get().flags();
    if (is(signature, AccessFlag.STATIC) != is(flags, AccessFlag.STATIC)) {
      mismatches.add(what + " differs in being static");
    }
    boolean reachable =
        is(flags, AccessFlag.PUBLIC)
            || is(signature, AccessFlag.PROTECTED) && is(flags, AccessFlag.PROTECTED);
    if (!reachable) {
      mismatches.add(what + " is not accessible");
    }
  }

  /** The member as the JVM finds it: the class, its superclasses, then all interfaces. */
  private Optional<Member> resolve(
      ClassModel from, Function<ClassModel, Optional<AccessFlags>> declared) {
    for (ClassModel owner : ancestry(from)) {
      Optional<AccessFlags> flags = declared.apply(owner);
      if (flags.isPresent()) {
        return Optional.of(new Member(owner, flags.get()));
      }
    }
    return Optional.empty();
  }

  /** A class and all its supertypes that can be found, superclasses first. */
  private List<ClassModel> ancestry(ClassModel type) {
    List<ClassModel> classes = new ArrayList<>();
    for (Optional<ClassModel> at = Optional.of(type); at.isPresent(); ) {
      classes.add(at.get());
      at = at.get().superclass().flatMap(parent -> host.find(parent.asInternalName()));
    }
    List<ClassModel> all = new ArrayList<>(classes);
    for (int i = 0; i < all.size(); i++) {
      for (ClassEntry parent : all.get(i).interfaces()) {
        host.find(parent.asInternalName())
            .filter(found -> all.stream().noneMatch(a -> same(a, found)))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private boolean hasDefault(ClassModel type, MethodModel method) {
    return ancestry(type).stream()
        .flatMap(owner -> declared(owner, method).stream())
        .anyMatch(found -> !is(found.flags(), AccessFlag.ABSTRACT));
  }

  private static boolean declares(ClassModel type, MethodModel method) {
    return declared(type, method).isPresent();
  }

  private static Optional<MethodModel> declared(ClassModel owner, MethodModel method) {
    return owner.methods().stream()
        .filter(
            candidate ->
                candidate.methodName().equalsString(method.methodName().stringValue())
                    && candidate.methodType().equalsString(method.methodType().stringValue()))
        .findFirst();
  }

  private static Optional<FieldModel> declared(ClassModel owner, FieldModel field) {
    return owner.fields().stream()
        .filter(
            candidate ->
                candidate.fieldName().equalsString(field.fieldName().stringValue())
                    && candidate.fieldType().equalsString(field.fieldType().stringValue()))
        .findFirst();
  }

  private static boolean same(ClassModel one, ClassModel other) {
    return one.thisClass().asInternalName().equals(other.thisClass().asInternalName());
  }

  private static boolean visible(AccessFlags flags) {
    return (is(flags, AccessFlag.PUBLIC) || is(flags, AccessFlag.PROTECTED))
        && !is(flags, AccessFlag.SYNTHETIC);
  }

  private static boolean is(AccessFlags flags, AccessFlag flag) {
    return (flags.flagsMask() & flag.mask()) != 0;
  }

  private static String text(MethodModel method) {
    return method.methodName().stringValue() + " " + method.methodType().stringValue();
  }
}
