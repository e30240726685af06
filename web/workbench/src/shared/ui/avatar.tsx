import css from './avatar.module.css';

const hues = [172, 205, 262, 318, 12, 38, 96, 140];

const hueOf = (seed: string): number => {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? 172;
};

/** The first character of a name on a colour that stays with the person. */
export const Avatar = ({ name, seed, size = 32 }: { name: string; seed: string; size?: number }) => (
  <span
    className={css['avatar']}
    aria-hidden
    style={{ width: size, height: size, fontSize: size * 0.44, ['--hue' as string]: hueOf(seed) }}
  >
    {/\d{1,3}$/.exec(name)?.[0] ?? [...name.trim()][0] ?? '·'}
  </span>
);
