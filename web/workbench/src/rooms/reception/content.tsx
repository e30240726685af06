import { FileOutlined } from '@ant-design/icons';
import { Fragment, Suspense, useState } from 'react';
import { late } from '@/shared/late';
import css from './content.module.css';
import { priceText } from './price-text';
import type { Found } from './search/marked';
import { Marked } from './search/said';
import { useText } from './text';
import { sizeText } from './use-files';
import { useColleagueNames } from './use-live';
import type { CardBody, FileBody, Message } from './wire';

const PictureViewer = late(() => import('./picture-viewer').then((m) => m.PictureViewer));

const fileUrl = (id: string) => `/api/reception/files/${id}`;

export const Content = ({
  message,
  found = [],
}: {
  message: Pick<Message, 'kind' | 'text' | 'body' | 'mentions' | 'erased' | 'retired'>;
  /** Words in it that were searched for. */
  found?: readonly Found[] | undefined;
}) => {
  const t = useText();
  const file = message.body?.file;
  const card = message.body?.card;
  if (message.erased === true) {
    return <div className={css['gone']}>{t(message.retired === true ? 'retired' : 'erased')}</div>;
  }
  return (
    <>
      {message.kind === 'image' && file !== undefined && <Picture file={file} />}
      {message.kind === 'file' && file !== undefined && <FileLink file={file} />}
      {card !== undefined && <Card card={card} />}
      {message.text !== '' && (
        <div className={css['text']}>
          {found.length > 0 ? (
            <Marked text={message.text} found={found} />
          ) : message.kind === 'note' ? (
            <Noted text={message.text} />
          ) : (
            <Linked text={message.text} />
          )}
        </div>
      )}
    </>
  );
};

/** Addresses become links; nothing else of what people write is ever read as markup. */
const Linked = ({ text }: { text: string }) => (
  <>
    {text.split(/(https?:\/\/[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+)/g).map((part, index) =>
      index % 2 === 1 ? (
        <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
          {part}
        </a>
      ) : (
        <Fragment key={index}>{part}</Fragment>
      ),
    )}
  </>
);

const Noted = ({ text }: { text: string }) => {
  const known = useColleagueNames()
    .split('\n')
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  if (known.length === 0) return <Linked text={text} />;
  const pattern = new RegExp(
    `(@(?:${known.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')}))`,
    'g',
  );
  return (
    <>
      {text.split(pattern).map((part, index) =>
        index % 2 === 1 ? (
          <b key={index} className={css['mention']}>
            {part}
          </b>
        ) : (
          <Linked key={index} text={part} />
        ),
      )}
    </>
  );
};

const longestPx = 260;

const Picture = ({ file }: { file: FileBody }) => {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { width = 4, height = 3 } = file;
  const scale = Math.min(1, longestPx / Math.max(width, height));
  const isSized = file.width !== undefined && file.height !== undefined;
  const box = isSized
    ? { width: Math.max(48, width * scale), height: Math.max(32, height * scale) }
    : { width: 220, height: 165 };
  const alt = file.name === '' ? t('image') : file.name;
  // The size is known before the picture, so nothing jumps when it comes.
  return (
    <>
      <button type="button" className={css['picture']} title={t('viewImage')} onClick={() => setOpen(true)}>
        <img src={`${fileUrl(file.id)}?thumb`} alt={alt} {...box} />
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <PictureViewer src={fileUrl(file.id)} alt={alt} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};

const FileLink = ({ file }: { file: FileBody }) => {
  const t = useText();
  return (
    <a className={css['file']} href={fileUrl(file.id)} download={file.name} title={t('download')}>
      <FileOutlined />
      <span className={css['fileName']}>{file.name}</span>
      <span className={css['size']}>{sizeText(file.size)}</span>
    </a>
  );
};

const isSafe = (url: string | undefined): url is string => url !== undefined && /^(https?:\/\/|\/)/.test(url);

const hasText = (text: string | null | undefined): text is string => typeof text === 'string' && text.trim() !== '';

export const Card = ({ card }: { card: Omit<CardBody, 'kind'> & { kind?: CardBody['kind'] } }) => {
  const t = useText();
  const inside = (
    <>
      {isSafe(card.image) && <img src={card.image} alt="" width={56} height={56} loading="lazy" />}
      <span className={css['cardWords']}>
        <span className={css['cardKind']}>{card.kind === 'order' ? t('order') : t('product')}</span>
        <span className={css['cardTitle']} title={card.title}>
          {card.title}
        </span>
        {card.lines?.map((line) => (
          <span key={line} className={css['cardLine']}>
            {line}
          </span>
        ))}
        {hasText(card.price) && <span className={css['price']}>{priceText(card.price)}</span>}
      </span>
    </>
  );
  return isSafe(card.url) ? (
    <a className={css['card']} href={card.url} target="_blank" rel="noopener noreferrer nofollow">
      {inside}
    </a>
  ) : (
    <div className={css['card']}>{inside}</div>
  );
};
