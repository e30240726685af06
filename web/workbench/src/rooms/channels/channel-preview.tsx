import type { CSSProperties } from 'react';
import { useShop } from '@/shared/session';
import css from './channels.module.css';
import { inkOn } from './colour';
import { useText } from './text';

/** What a buyer will see, roughly: the title in the shop's colour and the first words. */
export const ChannelPreview = ({ colour, greeting }: { colour: string; greeting: string }) => {
  const t = useText();
  const shop = useShop();
  const style: CSSProperties & Record<`--${string}`, string> = { '--shop': colour, '--shop-ink': inkOn(colour) };
  return (
    <figure className={css['preview']} style={style}>
      <figcaption className={css['hint']}>{t('preview')}</figcaption>
      <div className={css['window']} aria-hidden>
        <div className={css['windowHead']}>{t('previewTitle', { shop: shop.name })}</div>
        <div className={css['windowBody']}>
          {greeting !== '' && <p className={css['said']}>{greeting}</p>}
          <p className={css['asked']}>{t('previewBuyer')}</p>
        </div>
      </div>
    </figure>
  );
};
