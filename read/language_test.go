package read

import (
	"strings"
	"testing"
)

func TestLanguageTable(t *testing.T) {
	l, err := parseLanguages(languageTable)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.codes) < 40 {
		t.Errorf("%d languages, want at least 40", len(l.codes))
	}
	scripts := map[string]bool{}
	for _, s := range scriptTables {
		scripts[s.name] = true
	}
	for i, c := range l.codes {
		if !scripts[l.scripts[i]] {
			t.Errorf("%s: script %q has no letters in scriptTables", c, l.scripts[i])
		}
		if languageName(c) == c {
			t.Errorf("%s has no name", c)
		}
	}
	if _, err := parseLanguages("en\tLatin\n"); err == nil {
		t.Error("a row of two columns is no error")
	}
}

// Sentences written for this test, one or two a language.
var languageSentences = []struct{ code, text string }{
	{"en", "The mayor said on Friday that the bridge over the river would stay closed until the spring."},
	{"en", "Rebels shell Novigrad hospital"},
	{"en", "Ceasefire collapses"},
	{"en", "Floods kill dozens\n\nThe water came in the night, and many people were asleep when it reached the lower town."},
	{"en", "President Müller meets Señora Núñez in São Paulo\n\nThe two leaders spoke for an hour about trade, and their ministers will meet again in May."},
	{"de", "Der Bürgermeister sagte am Freitag, dass die Brücke über den Fluss bis zum Frühling gesperrt bleibt."},
	{"de", "Die Regierung hat das Abkommen nicht unterzeichnet"},
	{"fr", "Le maire a déclaré vendredi que le pont sur la rivière resterait fermé jusqu'au printemps."},
	{"es", "El alcalde dijo el viernes que el puente sobre el río seguirá cerrado hasta la primavera."},
	{"pt", "O prefeito disse na sexta-feira que a ponte sobre o rio não será aberta até a primavera."},
	{"it", "Il sindaco ha detto venerdì che il ponte sul fiume resterà chiuso fino alla primavera, ma non per tutti."},
	{"nl", "De burgemeester zei vrijdag dat de brug over de rivier tot het voorjaar gesloten blijft voor al het verkeer."},
	{"sv", "Borgmästaren sade på fredagen att bron över floden kommer att vara stängd till våren och inte öppnas förrän i maj."},
	{"no", "Ordføreren sa fredag at broen over elven skal være stengt til våren, og at den ikke blir åpnet før i mai."},
	{"da", "Borgmesteren sagde fredag, at broen over floden skal være lukket til foråret, og at den ikke bliver åbnet før i maj af hensyn til trafikken."},
	{"is", "Borgarstjórinn sagði á föstudag að brúin yfir ána yrði lokuð til vors og að það væri ekki hægt að opna hana fyrr."},
	{"fi", "Pormestari sanoi perjantaina, että joen yli vievä silta on suljettu kevääseen asti, mutta se ei ole vaarallinen."},
	{"et", "Linnapea ütles reedel, et sild üle jõe on kuni kevadeni suletud, kuid see ei ole ohtlik."},
	{"lv", "Mērs piektdien sacīja, ka tilts pār upi būs slēgts līdz pavasarim, bet tas nav bīstams."},
	{"lt", "Meras penktadienį sakė, kad tiltas per upę bus uždarytas iki pavasario, bet jis nėra pavojingas."},
	{"pl", "Burmistrz powiedział w piątek, że most nad rzeką będzie zamknięty do wiosny, ale nie jest to niebezpieczne."},
	{"cs", "Starosta v pátek řekl, že most přes řeku bude uzavřen do jara, ale podle něj není nebezpečný."},
	{"sk", "Starosta v piatok povedal, že most cez rieku bude uzavretý do jari, ale podľa neho nie je nebezpečný."},
	{"sl", "Župan je v petek dejal, da bo most čez reko zaprt do pomladi, ker pa ni nevaren, ga bodo popravili."},
	{"hr", "Gradonačelnik je u petak rekao da će most preko rijeke biti zatvoren do proljeća, ali da nije opasan."},
	{"hu", "A polgármester pénteken azt mondta, hogy a híd tavaszig le lesz zárva, de nem veszélyes."},
	{"ro", "Primarul a spus vineri că podul peste râu va fi închis până în primăvară, dar nu este periculos."},
	{"sq", "Kryetari i bashkisë tha të premten se ura mbi lumë do të jetë e mbyllur deri në pranverë, por nuk është e rrezikshme."},
	{"tr", "Belediye başkanı cuma günü yaptığı açıklamada köprünün ilkbahara kadar kapalı olacağını, ama tehlikeli olmadığını söyledi ve bir toplantı istedi."},
	{"id", "Wali kota mengatakan pada hari Jumat bahwa jembatan itu akan ditutup sampai musim semi, tetapi tidak berbahaya karena sudah diperbaiki."},
	{"vi", "Thị trưởng cho biết hôm thứ Sáu rằng cây cầu qua sông sẽ đóng cửa đến mùa xuân, nhưng không nguy hiểm."},
	{"sw", "Meya alisema siku ya Ijumaa kwamba daraja la mto litafungwa hadi wakati wa masika, lakini si hatari kwa watu."},
	{"so", "Duqa magaalada ayaa sheegay in buundada la xiri doono ilaa gu'ga, laakiin aan khatar ahayn, waxaana la filayaa in dadka loo sheego."},
	{"ca", "L'alcalde va dir divendres que el pont sobre el riu seguirà tancat fins a la primavera, però que no és perillós per als veïns."},
	{"af", "Die burgemeester het Vrydag gesê dat die brug oor die rivier tot die lente gesluit sal bly, maar dit is nie gevaarlik nie."},
	{"ru", "Мэр сказал в пятницу, что мост через реку будет закрыт до весны, но это не опасно."},
	{"uk", "Мер сказав у п'ятницю, що міст через річку буде закритий до весни, але це не небезпечно."},
	{"be", "Мэр сказаў у пятніцу, што мост праз раку будзе зачынены да вясны, але гэта не небяспечна."},
	{"bg", "Кметът каза в петък, че мостът над реката ще бъде затворен до пролетта, но това не е опасно."},
	{"sr", "Градоначелник је у петак рекао да ће мост преко реке бити затворен до пролећа, али да није опасан."},
	{"mk", "Градоначалникот во петокот изјави дека мостот преку реката ќе биде затворен до пролет, но не е опасен."},
	{"kk", "Қала әкімі жұма күні көпір көктемге дейін жабық болып қалатынын айтты, бірақ бұл қауіпті емес."},
	{"ar", "قال رئيس البلدية يوم الجمعة إن الجسر سيبقى مغلقا حتى الربيع، لكنه ليس خطرا على السكان."},
	{"fa", "شهردار روز جمعه گفت که پل روی رودخانه تا بهار بسته خواهد بود، اما این برای مردم خطری ندارد."},
	{"ur", "میئر نے جمعہ کو کہا کہ دریا کا پل بہار تک بند رہے گا لیکن یہ لوگوں کے لیے خطرناک نہیں ہے۔"},
	{"ps", "ښاروال د جمعې په ورځ وویل چې د سیند پل به تر پسرلي پورې تړلی وي، خو دا د خلکو لپاره خطرناک نه دی."},
	{"he", "ראש העיר אמר ביום שישי שהגשר מעל הנהר יישאר סגור עד האביב."},
	{"el", "Ο δήμαρχος είπε την Παρασκευή ότι η γέφυρα θα μείνει κλειστή μέχρι την άνοιξη."},
	{"hi", "महापौर ने शुक्रवार को कहा कि नदी पर बना पुल वसंत तक बंद रहेगा, लेकिन यह लोगों के लिए खतरनाक नहीं है।"},
	{"mr", "नदीवरील पूल वसंत ऋतूपर्यंत बंद राहील, पण तो धोकादायक नाही, असे महापौरांनी शुक्रवारी सांगितले आणि पाहणी केली आहे."},
	{"ne", "मेयरले शुक्रबार नदीको पुल वसन्तसम्म बन्द रहने बताए, तर यो मानिसका लागि खतरनाक छैन भने र मर्मत गर्ने काम भएको छ।"},
	{"bn", "মেয়র শুক্রবার বলেছেন যে সেতুটি বসন্ত পর্যন্ত বন্ধ থাকবে।"},
	{"ta", "ஆற்றின் பாலம் வசந்த காலம் வரை மூடப்படும் என்று மேயர் கூறினார்."},
	{"th", "นายกเทศมนตรีกล่าวเมื่อวันศุกร์ว่าสะพานจะปิดจนถึงฤดูใบไม้ผลิ"},
	{"am", "ከንቲባው አርብ ዕለት ድልድዩ ላይ ጥገና እንደ ተጀመረ እና እስከ ፀደይ ዝግ ነው ብለዋል።"},
	{"ka", "მერმა პარასკევს თქვა, რომ ხიდი გაზაფხულამდე დაკეტილი იქნება."},
	{"hy", "Քաղաքապետն ուրբաթ ասաց, որ կամուրջը փակ կլինի մինչեւ գարուն։"},
	{"zh", "市长星期五说，河上的桥将关闭到春天，但并不危险。"},
	{"ja", "市長は金曜日、川にかかる橋は春まで閉鎖されるが、危険ではないと述べた。"},
	{"ko", "시장은 금요일에 다리가 봄까지 폐쇄될 것이라고 말했다."},
	{"und", "12 345 67,8 % +++"},
}

func TestIdentify(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range languageSentences {
		if got := identify(c.text, ""); got != c.code {
			t.Errorf("%s: got %s for %q", c.code, got, c.text)
		}
		seen[c.code] = true
	}
	if len(seen) < 40 {
		t.Errorf("only %d languages tried", len(seen))
	}
	long := strings.Repeat("Zqx wvk ptr lmn gfd. ", 20)
	if got := identify(long, ""); got != "und" {
		t.Errorf("letters without words: got %s, want und", got)
	}
}

func TestOtherLanguageIsKept(t *testing.T) {
	d, err := Bytes([]byte("Talsperre bricht nach Regen\n\nDer Bürgermeister sagte am Freitag, dass die Stadt nicht geräumt wird.\n"), Hint{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Source.Language != "de" || len(d.Blocks) != 2 {
		t.Errorf("language %s, %d blocks", d.Source.Language, len(d.Blocks))
	}
	if len(d.Problems) != 1 || !strings.Contains(d.Problems[0].What, "language German (de) is not read yet; the report is kept") {
		t.Errorf("problems: %v", d.Problems)
	}
}
