import { zh } from './zh-CN';
import { useText } from './text';

const isWord = (key: string): key is keyof typeof zh => key in zh;

/** What a line of the statement is called; a kind that people named themselves keeps its name. */
export const useLineName = () => {
  const t = useText();
  const kind = (name: string) => {
    const key = `kind.${name}`;
    return isWord(key) ? (t as (key: string) => string)(key) : name;
  };
  return (what: string): string => {
    if (what === 'sales' || what === 'refunds' || what === 'wages' || what === 'freight' || what === 'cost:')
      return t(what);
    if (what === 'reviews') return t('reviewShare');
    if (what.startsWith('cost:')) return t('costOf', { name: kind(what.slice('cost:'.length)) });
    return kind(what.slice('item:'.length));
  };
};
