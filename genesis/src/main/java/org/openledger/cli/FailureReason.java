package org.openledger.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something failed, in one line. Java's own words for a file are its path alone. */
final class FailureReason {

  private FailureReason() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof FileSystemException file) {
      return of(file);
    }
    Throwable cause = failure.getCause();
    if (failure instanceof UncheckedIOException && cause != null) {
      boolean silent = message == null || message.equals(cause.toString());
      return silent ? of(cause) : message + ": " + of(cause);
    }
    return message == null ? failure.toString() : message;
  }

  private static String of(FileSystemException failure) {
    String file = failure.getFile() == null ? "a file" : failure.getFile();
    String what =
        switch (failure) {
          case NoSuchFileException none -> " does not exist";
          case AccessDeniedException denied -> ": access is denied";
          case NotDirectoryException plain -> " is no directory";
          case FileAlreadyExistsException there -> " is there already";
          case DirectoryNotEmptyException full -> " is not empty";
          default -> "";
        };
    String reason = failure.getReason();
    String other = failure.getOtherFile() == null ? "" : " (with " + failure.getOtherFile() + ")";
    if (what.isEmpty()) {
      what = ": " + (reason == null ? failure.getClass().getSimpleName() : reason);
    } else if (reason != null) {
      what += " (" + reason + ")";
    }
    return what.equals(": Is a directory") ? file + " is a directory" : file + what + other;
  }
}
