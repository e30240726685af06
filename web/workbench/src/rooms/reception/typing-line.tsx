import { useStore } from '@/shared/store/store';
import { useNow } from '@/shared/time/now';
import css from './record.module.css';
import { useText } from './text';
import { useLive } from './use-live';

export const TypingLine = ({ c }: { c: string }) => {
  const t = useText();
  const { whispers } = useLive();
  const typing = useStore(whispers, (all) => all.typing[c]);
  const now = useNow();
  // The line keeps its place, so that nothing jumps when it speaks.
  const isShown = typing !== undefined && typing.until > now - 1000;
  return (
    <div className={css['typing']} aria-live="polite">
      {isShown &&
        (typing.text
          ? t('buyerTypesText', { name: typing.name, text: typing.text })
          : t('buyerTypes', { name: typing.name }))}
    </div>
  );
};
