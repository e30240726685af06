import { useState } from 'react';
import { Alert, Button, Input } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import css from './rules.module.css';
import { useText } from './text';
import { useSaid } from './use-books';
import type { BookDetail, BookDoubt, Signature } from './wire';

export const isSigned = (doubt: BookDoubt, signatures: Signature[]) =>
  signatures.some((signature) => signature.path === doubt.path && signature.stands);

type SignaturesProps = { book: string; doubts: BookDoubt[]; signatures: Signature[]; maySign: boolean };

/** Each doubtful clause with its ground: who signed for it, when and why; or the field to sign in. */
export const Signatures = ({ book, doubts, signatures, maySign }: SignaturesProps) => {
  const t = useText();
  const open = doubts.filter((doubt) => !isSigned(doubt, signatures)).length;
  if (doubts.length === 0) return null;
  return (
    <>
      <h2 className={css['group']}>{t('toSign')}</h2>
      <p className={css['quiet']}>{open === 0 ? t('allSigned') : t('unsignedN', { n: open })}</p>
      {doubts
        .filter((doubt, index) => doubts.findIndex((other) => other.path === doubt.path) === index)
        .map((doubt) => (
          <OneClause
            key={doubt.path}
            book={book}
            doubt={doubt}
            signature={signatures.find((signature) => signature.path === doubt.path)}
            maySign={maySign}
          />
        ))}
    </>
  );
};

type OneClauseProps = { book: string; doubt: BookDoubt; signature: Signature | undefined; maySign: boolean };

const OneClause = ({ book, doubt, signature, maySign }: OneClauseProps) => {
  const t = useText();
  const said = useSaid();
  const zone = useZone();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: (body: { path: string; reason?: string }) =>
      api.post<BookDetail>(`/api/rules/books/${book}/${body.reason === undefined ? 'unsign' : 'sign'}`, body),
    onSuccess: async () => {
      setReason('');
      await queries.invalidateQueries({ queryKey: ['rules'] });
    },
  });
  const stands = signature?.stands === true;
  return (
    <div className={css['field']}>
      <div>{said(doubt.clause)}</div>
      <div className={css['quiet']}>{t('ground', { ground: said(doubt.ground) })}</div>
      {signature !== undefined && (
        <div className={css['wrap']}>
          {t(stands ? 'signedBy' : 'signedBefore', {
            name: signature.person.name,
            at: fullMoment(signature.at, zone),
            reason: signature.reason,
          })}{' '}
          {maySign && stands && (
            <Button size="small" type="link" onClick={() => act.mutate({ path: doubt.path })}>
              {t('unsign')}
            </Button>
          )}
        </div>
      )}
      {maySign && !stands && (
        <div className={css['actions']}>
          <Input
            value={reason}
            maxLength={500}
            placeholder={t('signReason')}
            aria-label={t('signReason')}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => reason.trim() !== '' && act.mutate({ path: doubt.path, reason })}
          />
          <Button
            disabled={reason.trim() === ''}
            loading={act.isPending}
            onClick={() => act.mutate({ path: doubt.path, reason })}
          >
            {t('iSign')}
          </Button>
        </div>
      )}
      {act.isError && <Alert type="error" showIcon title={toProblem(act.error).detail} />}
    </div>
  );
};
