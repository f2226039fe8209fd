import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Schemas } from "./api/client";
import type { Language } from "./format";
import en from "./locales/en.json";
import zh from "./locales/zh.json";

const KEPT = "firebreak.language";

export function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === "en" ? "en" : "zh";
}

export function startLanguage(language: Language) {
  i18next.use(initReactI18next).init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    lng: language,
    fallbackLng: "zh",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  i18next.on("languageChanged", showLanguage);
  showLanguage(language);
}

function showLanguage(language: string) {
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  document.title = `${i18next.t("title")} · Firebreak`;
}

export function changeLanguage(language: Language) {
  localStorage.setItem(KEPT, language);
  i18next.changeLanguage(language);
}

// `t` for words of the page, `tell` for texts that the program sends in both languages.
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === "en" ? "en" : "zh";
  return { t, language, tell: (text: Schemas["Text"]) => text[language] };
}
