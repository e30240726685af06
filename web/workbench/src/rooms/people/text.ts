import { dictionary } from '@/shared/i18n/dictionary';
import { zh } from './zh-CN';

export const { useText, text } = dictionary(zh, () => import('./en').then((m) => m.en));

/** The name of an audited act in shop language; another room's act keeps its code. */
type ActKey = Extract<keyof typeof zh, `act.${string}`>;

export const actName = (act: string, t: ReturnType<typeof useText>): string => {
  const key = `act.${act}`;
  return key in zh ? t(key as ActKey) : act;
};

type FieldKey = Extract<keyof typeof zh, `field.${string}`>;

/** The name of a recorded field; null for what only programs read. */
export const fieldName = (field: string, t: ReturnType<typeof useText>): string | null => {
  const key = `field.${field}`;
  return key in zh ? t(key as FieldKey) : null;
};

type SubjectKey = Extract<keyof typeof zh, `subject.${string}`>;

export const subjectName = (kind: string, t: ReturnType<typeof useText>): string => {
  const key = `subject.${kind}`;
  return key in zh ? t(key as SubjectKey) : kind;
};
