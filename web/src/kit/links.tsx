// Every number opens the list behind it: a link that changes the view, so it can be opened in a new
// tab, sent on, and reached by keyboard.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Tab, turnTo, type View } from "../view/search";

interface Props {
  children: ReactNode;
  className?: string;
  title?: string;
  label?: string;
}

// Current is only a link to exactly what is shown.
const ACTIVE = { exact: true, includeSearch: true, explicitUndefined: true };

export function TurnTo({
  tab,
  more,
  children,
  className,
  title,
  label,
}: Props & { tab: Tab; more?: View }) {
  return (
    <Link
      to="/"
      search={(view: View) => turnTo(tab, view, more)}
      activeOptions={ACTIVE}
      className={className}
      title={title}
      aria-label={label}
    >
      {children}
    </Link>
  );
}

export function Change({ to, children, className, title, label }: Props & { to: View }) {
  return (
    <Link
      to="/"
      search={(view: View) => ({ ...view, ...to })}
      activeOptions={ACTIVE}
      className={className}
      title={title}
      aria-label={label}
    >
      {children}
    </Link>
  );
}
