// One case: when it could infect others, how it was found, and everybody it may have reached.
import type { Schemas } from "../api/client";
import { useCase, useContacts } from "../api/queries";
import { day, moment, span, where } from "../format";
import { useWords } from "../i18n";
import { Count } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { Change, TurnTo } from "../kit/links";
import { Rows } from "../kit/rows";
import { Answered, Empty } from "../kit/states";
import { useView } from "../view/use_view";

function ContactRow({ contact }: { contact: Schemas["Contact"] }) {
  const { t, tell, language } = useWords();
  const late = contact.duty?.state === "overdue" || contact.duty?.state === "escalated";
  return (
    <div className="contact">
      <span className={contact.held ? "chip chip-ok" : late ? "chip chip-act" : "chip chip-late"}>
        {t(contact.held ? "held.yes" : late ? "held.late" : "held.not_yet")}
      </span>
      <strong>
        {t(`sex.${contact.sex}`)}{" "}
        {contact.age_years !== null && t("years", { n: contact.age_years })}
      </strong>
      <span className="quiet">{tell(contact.class_title)}</span>
      <span className="contact-home">{where(contact.path)}</span>
      <small className="contact-why">
        {tell(contact.rule_title)} · {t(`place.${contact.place.kind}`)} {contact.place.name} ·{" "}
        {span(contact.minutes, language)} · {moment(contact.last_at, language)}
        {contact.via !== null && ` · ${t("contact.via", { person: contact.via })}`}
      </small>
    </div>
  );
}

function Contacts({ one }: { one: Schemas["CaseRecord"] }) {
  const { t, tell } = useWords();
  const view = useView();
  const query = useContacts(one.id, view.class, view.held);
  return (
    <>
      <div className="ledger">
        <Change
          to={{ class: undefined, held: undefined }}
          className={view.class === undefined && view.held === undefined ? "pill pill-on" : "pill"}
        >
          {t("contact.all")}
        </Change>
        {one.contacts.map((row) => (
          <Change
            key={row.class}
            to={{ class: row.class, held: undefined }}
            className={view.class === row.class ? "pill pill-on" : "pill"}
          >
            {tell(row.title)} <Count n={row.held} />/<Count n={row.listed} />
          </Change>
        ))}
        <Change
          to={{ held: view.held === false ? undefined : false }}
          className={view.held === false ? "pill pill-on" : "pill"}
        >
          {t("held.not_yet")}
        </Change>
      </div>
      <Answered query={query}>
        {({ pages }) => {
          const contacts = pages.flatMap((page) => page.items);
          if (contacts.length === 0) return <Empty>{t("contact.none")}</Empty>;
          return (
            <>
              <Rows
                label={t("contact.title")}
                items={contacts}
                height={62}
                more={query}
                keyOf={(contact) => `${contact.person} ${contact.degree}`}
                row={(contact) => <ContactRow contact={contact} />}
              />
              <Freshness as_of={pages[0]?.as_of} at={query.dataUpdatedAt} />
            </>
          );
        }}
      </Answered>
    </>
  );
}

export function CaseView({ id }: { id: number }) {
  const { t, language } = useWords();
  const query = useCase(id);
  return (
    <>
      <div className="panel-head">
        <Change to={{ case: undefined, class: undefined, held: undefined }} className="button">
          ← {t("case.back")}
        </Change>
        <h3>{t("case.name", { n: id })}</h3>
      </div>
      <Answered query={query}>
        {({ case: one }) => (
          <>
            <dl className="facts">
              <div>
                <dt>{t("column.person")}</dt>
                <dd>
                  {t(`sex.${one.sex}`)} {one.age_years !== null && t("years", { n: one.age_years })}{" "}
                  · {t(`classification.${one.classification}`)} · {t(`origin.${one.origin}`)}
                </dd>
              </div>
              <div>
                <dt>{t("column.where")}</dt>
                <dd>{where(one.path)}</dd>
              </div>
              <div>
                <dt>{t("case.found")}</dt>
                <dd>
                  {t(`found.${one.found_how}`)}{" "}
                  {one.tube && (
                    <TurnTo tab="tubes" more={{ tube: one.tube }}>
                      <code>{one.tube}</code>
                    </TurnTo>
                  )}
                </dd>
              </div>
              <div>
                <dt>{t("case.infectious")}</dt>
                <dd>
                  {one.infectious_period
                    ? `${day(one.infectious_period.first, language)} – ${day(one.infectious_period.last, language)}`
                    : t("case.no_anchor")}
                </dd>
              </div>
              <div>
                <dt>{t("case.onset")}</dt>
                <dd>{one.onset ? day(one.onset, language) : t("case.no_symptoms")}</dd>
              </div>
              <div>
                <dt>{t("case.reported")}</dt>
                <dd>
                  {moment(one.reported_at, language)}
                  {one.isolated_at &&
                    ` · ${t("case.isolated", { time: moment(one.isolated_at, language) })}`}
                </dd>
              </div>
            </dl>
            <Contacts one={one} />
          </>
        )}
      </Answered>
    </>
  );
}
