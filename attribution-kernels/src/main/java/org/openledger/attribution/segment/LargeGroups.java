package org.openledger.attribution.segment;

/** Large groups that wait; they do not overlap. */
final class LargeGroups {
  private final int[] stack;
  private int size;
  int begin;
  int end;
  int depth;
  int state;
  int shift;

  LargeGroups(int room) {
    stack = new int[5 * room];
  }

  void push(int groupBegin, int groupEnd, int groupDepth, int groupState, int groupShift) {
    stack[size++] = groupBegin;
    stack[size++] = groupEnd;
    stack[size++] = groupDepth;
    stack[size++] = groupState;
    stack[size++] = groupShift;
  }

  boolean pop() {
    if (size == 0) {
      return false;
    }
    shift = stack[--size];
    state = stack[--size];
    depth = stack[--size];
    end = stack[--size];
    begin = stack[--size];
    return true;
  }
}
