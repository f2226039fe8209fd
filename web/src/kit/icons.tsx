// Marks that mean the same on the map, in tables and in print: told apart by shape before colour.
import type { ReactNode } from "react";
import type { Schemas } from "../api/client";

function Icon({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      className={`icon ${className ?? ""}`}
    >
      {children}
    </svg>
  );
}

export const CaseIcon = () => (
  <Icon className="mark-case">
    <circle cx="8" cy="8" r="6.5" fill="currentColor" />
    <circle cx="8" cy="8" r="2.5" fill="var(--surface)" />
  </Icon>
);

export const TubeIcon = () => (
  <Icon className="mark-tube">
    <path d="M8 0.5 15.5 8 8 15.5 0.5 8Z" fill="currentColor" />
    <path d="M8 4.5v7M4.5 8h7" stroke="var(--surface)" strokeWidth="1.8" />
  </Icon>
);

export const HeldIcon = () => (
  <Icon className="mark-held">
    <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="currentColor" />
  </Icon>
);

// Sealed: a full square with bars; restricted: half filled; precaution: an open one.
export function ZoneIcon({ level }: { level: Schemas["ZoneLevel"] }) {
  return (
    <Icon className={`zone-${level}`}>
      <rect
        x="1.5"
        y="1.5"
        width="13"
        height="13"
        rx="1"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
      {level === "lockdown" && (
        <path
          d="M2 6 6 2M2 10 10 2M3 14 14 3M7 14l7-7M11 14l3-3"
          stroke="currentColor"
          strokeWidth="2"
        />
      )}
      {level === "restricted" && <path d="M2 2h12L2 14Z" fill="currentColor" />}
      {level === "precautionary" && <circle cx="8" cy="8" r="2" fill="currentColor" />}
    </Icon>
  );
}

export const LateIcon = () => (
  <Icon className="mark-late">
    <path d="M8 1 15.5 14.5H.5Z" fill="currentColor" />
    <path d="M8 5.5v4.5M8 11.5v1.5" stroke="var(--surface)" strokeWidth="1.8" />
  </Icon>
);

export const PlayIcon = () => (
  <Icon>
    <path d="M4 2.5 13.5 8 4 13.5Z" fill="currentColor" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M4 2.5h3v11H4ZM9 2.5h3v11H9Z" fill="currentColor" />
  </Icon>
);
