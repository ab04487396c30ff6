// @ts-check

import { TAGS } from "./kinds.js";

/**
 * The style of the elements. Each selector is one class or the name of an element, so that any rule of the page has the
 * same or more weight. What depends on more than that is set in a custom property, which such a simple rule uses.
 */
export const STYLE = `
${TAGS}{--olshop-aksen:var(--olshop-warna,currentColor);--olshop-tata:block;--olshop-jarak:0;display:var(--olshop-tata);margin-top:var(--olshop-jarak)}
[data-olshop-bawaan]+[data-olshop-bawaan]{--olshop-jarak:16px}
@supports(color:color-mix(in srgb,red,red)){${TAGS}{--olshop-aksen:var(--olshop-warna,color-mix(in srgb,currentColor 45%,#0a8a62))}}
${TAGS.map((tag) => tag + "[hidden]")}{--olshop-tata:none}
olshop-produk[data-olshop-bawaan]:not([hidden]),olshop-kategori[data-olshop-bawaan]:not([hidden]),olshop-kostumpage[data-olshop-bawaan]:not([hidden]){--olshop-tata:grid}
olshop-slide[data-olshop-bawaan]:not([hidden]),olshop-kategori[data-olshop-bawaan][data-kategori-untuk]:not([hidden]){--olshop-tata:flex}
olshop-produk{grid-template-columns:repeat(auto-fill,minmax(144px,1fr));grid-gap:12px}
olshop-kategori,olshop-kostumpage{grid-template-columns:repeat(auto-fill,minmax(76px,1fr));grid-gap:12px}
[data-kategori-untuk]{grid-gap:normal;overflow-x:auto}
olshop-slide{overflow-x:auto;scroll-snap-type:x mandatory}
.olshop-kartu,.olshop-ubin,.olshop-geser,.olshop-baris{box-sizing:border-box;color:inherit;text-decoration:none}
.olshop-kartu{display:flex;flex-direction:column;min-width:0;padding-bottom:10px;overflow:hidden;border:1px solid rgba(128,128,128,.25);border-radius:12px}
.olshop-bingkai{position:relative;display:block;overflow:hidden;background:rgba(128,128,128,.12)}
.olshop-bingkai::before{content:"";float:left;padding-top:100%}
.olshop-bingkai::after{content:"";display:block;clear:both}
.olshop-gambar{position:absolute;top:0;left:0;width:100%;height:100%;object-fit:cover;opacity:var(--olshop-samar,1)}
.olshop-kartu[data-halangan]:not([data-halangan=""]){--olshop-samar:.45;--olshop-nada:currentColor}
.olshop-potongan,.olshop-habis{position:relative;float:left;box-sizing:border-box;max-width:calc(100% - 16px);margin:8px 0 0 8px;padding:1px 7px;border-radius:99px;background:#b3261e;color:#fff;font-size:12px;font-style:normal}
.olshop-potongan:empty{display:none}
.olshop-habis{float:right;margin:8px 8px 0 0;background:rgba(0,0,0,.75)}
.olshop-kartu,.olshop-isi,.olshop-label,.olshop-angka,.olshop-saku,.olshop-alasan,.olshop-salah{overflow-wrap:anywhere;word-break:break-word}
.olshop-nama::before{content:"";float:left;height:2.8em}
.olshop-nama{margin:8px 10px 4px;line-height:1.4;font-size:14px}
.olshop-harga{margin:0 10px;color:var(--olshop-nada,var(--olshop-aksen));font-size:15px}
.olshop-coret{margin:0 10px;font-size:12px;opacity:.75}
[data-olshop-tanpa-gambar]{background:rgba(128,128,128,.12)}
.olshop-ubin{display:block;min-width:0;text-align:center;font-size:12px}
.olshop-ubin .olshop-bingkai{--olshop-sudut:16px}
.olshop-bingkai{border-radius:var(--olshop-sudut,0)}
.olshop-label{display:block;margin-top:6px;line-height:1.4}
.olshop-geser{flex:0 0 100%;scroll-snap-align:center;padding:0 4px}
.olshop-spanduk{display:block;width:100%;height:auto;border-radius:12px;background:rgba(128,128,128,.12)}
.olshop-baris{display:flex;align-items:center;padding:10px 0;border-bottom:1px solid rgba(128,128,128,.25);line-height:1.4;font-size:14px}
.olshop-ikon{flex:none;width:44px;height:44px;margin-right:12px;border-radius:8px;object-fit:cover}
.olshop-isi{flex:1;min-width:0}
.olshop-angka{flex:none;max-width:45%;margin-left:12px;text-align:right}
.olshop-jumlah{color:var(--olshop-nada,inherit)}
.olshop-jumlah[data-tipe=tambah]{--olshop-nada:var(--olshop-aksen)}
.olshop-jumlah[data-tipe=tambah]::before{content:"+"}
.olshop-jumlah[data-tipe=kurang]::before{content:"-"}
.olshop-redup{font-size:12px;opacity:.75}
.olshop-anggota{display:flex;flex-wrap:wrap;align-items:center;box-sizing:border-box;padding:14px;border:1px solid rgba(128,128,128,.25);border-radius:12px;line-height:1.4}
.olshop-foto{width:48px;height:48px;margin-right:12px;border-radius:50%;object-fit:cover}
.olshop-dompet{display:flex;flex-wrap:wrap;flex:1 0 100%;margin:12px 0 0}
.olshop-saku{flex:1 1 auto;min-width:0;max-width:100%;margin-right:12px}
.olshop-nilai{margin:0;font-weight:700;color:var(--olshop-aksen)}
.olshop-kelompok{grid-column:1/-1;margin:12px 0 0;font-size:15px}
.olshop-pesan{grid-column:1/-1;box-sizing:border-box;width:100%;margin:0;padding:24px 12px;text-align:center}
.olshop-alasan{margin:0 0 12px}
.olshop-salah{flex:1 0 100%;grid-column:1/-1;margin:4px 0;color:#b3261e}
.olshop-tombol{min-height:44px;padding:0 20px;border:1px solid currentColor;border-radius:99px;background:none;color:var(--olshop-aksen);font:inherit;font-weight:700;cursor:pointer}
.olshop-lagi{display:block;grid-column:1/-1;justify-self:center;margin:12px auto}
[data-kategori-untuk]>.olshop-tunggu{flex:0 0 80px;min-height:44px;margin:0 8px 0 0}
.olshop-cip{flex:none;margin-right:8px}
.olshop-cip[aria-pressed=true]{box-shadow:inset 0 0 0 2px}
.olshop-mata{min-height:44px;margin-top:8px;padding:0;border:0;background:none;color:var(--olshop-aksen);font:inherit;text-decoration:underline;cursor:pointer}
[mata]:not([mata=buka]) [data-mata=buka],[mata=buka] [data-mata=tutup]{display:none!important}
[data-olshop-teks]{white-space:pre-line}
[aria-busy=true]>.olshop-lagi{opacity:.5}
.olshop-tunggu{min-height:64px;margin-bottom:8px;border-radius:12px;background:rgba(128,128,128,.16);animation:olshop-tunggu 1.2s ease-in-out infinite alternate}
.olshop-tunggu-kartu{min-height:230px;margin:0}
.olshop-tunggu-ubin{min-height:96px;margin:0}
.olshop-tunggu-geser{flex:0 0 100%;box-sizing:border-box;min-height:0;margin:0;padding-top:42.857%}
@keyframes olshop-tunggu{to{opacity:.45}}
[data-olshop-isi=tanda]{display:block;width:1px;height:1px;margin:-1px 0 0}
@media screen{[data-olshop-nanti]{display:none!important}}
@media print{.olshop-tombol,.olshop-tunggu{display:none}}
@media (prefers-reduced-motion:reduce){.olshop-tunggu{animation:none}}
`;
