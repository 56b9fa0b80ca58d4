"""Surnames by origin, the commonest first, with the parts of rarer ones."""

from typing import Final

SURNAMES: Final = {
    "british": """
        Smith Brown Wilson Campbell Stewart Thomson Robertson Anderson Jones Macdonald Scott Reid
        Taylor Murray Clark Williams Ross Watson Morrison Paterson Young Mitchell Walker Fraser
        Miller McDonald Gray Henderson Johnston Hamilton Graham Kerr Davidson Martin Simpson
        Ferguson Hunter Duncan Cameron Johnson Mackenzie Grant Davies Bell Allan Black Marshall
        Wallace Evans MacLeod Russell Kennedy Hughes Gordon Thompson Burns Sutherland Wright
        Gibson Hill Cunningham Muir Millar Crawford Craig Christie McKenzie Aitken Watt McLean
        Jackson Roberts Green Hall White Wood Robinson Harris Lewis Moore Cooper King Lee Baker
        Harrison Morgan Patrick Turner Edwards Collins Cook Phillips Parker Bennett Carter Shaw
        Richardson Bailey Cox Ward Adams Howard Rogers Foster Barnes Powell Butler Fisher Mason
        Knight Hudson Webb Palmer Chapman Lloyd Ellis Harvey Matthews Rose Stone Pearson Barker
        Dixon Holmes Mills Elliott Lawson Spencer Wells Atkinson Hart Day Ford Ball Burton Field
        Fox Hawkins Hayes Holland Hopkins Jenkins Lane Lawrence Long May Newton Nicholls Owen
        Page Perry Price Reynolds Rowe Sharp Slater Sutton Tucker Warren Weston Whitehead Wilkins
        Woods Yates Abbott Appleby Armstrong Arnold Ashton Baird Ballantyne Banks Barclay Barr
        Baxter Beattie Begg Birch Blair Boyd Bradley Brooks Bruce Bryce Buchanan Buckley Burgess
        Burnett Cairns Calder Cargill Carmichael Carr Chalmers Chisholm Clarke Cochrane Colquhoun
        Connolly Corbett Coulter Cowan Coyle Crosbie Cruickshank Currie Cuthbert Dalgleish Dalziel
        Denholm Dewar Dick Dickson Docherty Doig Donald Drummond Dunbar Dunlop Dyer Easton Elder
        Erskine Ewing Fairley Farquhar Farrell Faulds Findlay Finlay Fleming Fletcher Forbes
        Forrest Forsyth Frame Fulton Fyfe Galbraith Galloway Gardiner Gardner Geddes Gemmell
        Gentle Gilchrist Gillespie Gilmour Glen Goodwin Gourlay Gow Greig Guthrie Haddow Haig Hay
        Heron Hogg Hood Hope Houston Howie Hutcheson Hutchison Imrie Inglis Innes Irvine Irving
        Jack Jamieson Jardine Jarvie Keir Keith Kidd Kilpatrick Kinnear Kirk Knox Kyle Laidlaw
        Laing Laird Lamb Lamont Lang Laurie Leask Leckie Lennox Leslie Lindsay Little Livingstone
        Lockhart Logan Logue Love Low Lumsden Lyle Lyon MacArthur MacAulay MacBeth MacCallum
        MacDougall MacFarlane MacGregor MacInnes MacIntosh MacIntyre MacKay MacKinnon MacLachlan
        MacLean MacLennan MacMillan MacNeil MacPherson MacRae MacVicar McAllister McAlpine McArthur
        McAuley McBride McCabe McCall McCallum McCann McCarthy McClure McColl McConnell McCormick
        McCulloch McDermid McDonnell McDougall McEwan McFadden McFadyen McFarlane McGhee McGill
        McGinty McGowan McGregor McGuire McInnes McIntosh McIntyre McIvor McKay McKechnie McKee
        McKellar McKenna McKeown McKinlay McLaren McLaughlin McLellan McLeod McMahon McMillan
        McNab McNair McNally McNaughton McNeill McPhail McPhee McPherson McQueen McRae McTaggart
        McVey McWilliams Main Mair Malcolm Manson Martyn Masterton Mathieson Maxwell Meikle Melrose
        Melville Menzies Milne Moffat Moir Monaghan Montgomery Mowat Muirhead Mulholland Munro
        Naismith Napier Neil Neilson Nesbitt Nicol Nicolson Nimmo Niven Ogilvie Oliver Orr Oswald
        Park Paton Pattison Peacock Peebles Petrie Philip Pirie Pollock Porteous Pringle Proctor
        Purdie Purves Rae Raeburn Ralston Ramsay Rankin Rattray Renton Renwick Ritchie Robb Robson
        Rodger Ronald Rowan Roy Rutherford Salmond Samson Sanderson Scobie Selkirk Semple Shanks
        Shearer Sheridan Shields Sim Sinclair Skene Sloan Smart Smeaton Smellie Smyth Smythe
        Sneddon Somerville Speirs Stark Steel Steele Stephen Stevens Stevenson Stirling Storrie
        Strachan Strang Struthers Stuart Summers Swan Swanson Syme Symington Tait Taggart Telfer
        Templeton Tennant Tierney Todd Torrance Traynor Tulloch Turnbull Tweedie Urquhart Vance
        Waddell Wardrop Wark Waugh Weir Welsh Whyte Wilkie Wilkinson Winning Wishart Wotherspoon
        Wylie Yuill Younger""",
    "irish": """
        Murphy Kelly O'Neill Gallagher O'Donnell Doherty Byrne Ryan O'Brien Walsh O'Sullivan
        O'Connor Doyle McCarthy Brennan Burke Quinn Boyle Lynch Daly Kavanagh Nolan Duffy Dunne
        O'Reilly Sweeney Higgins Hughes Maguire Reilly Foley Fitzgerald Moran Healy Power Casey
        Flynn Donnelly O'Hara O'Rourke O'Keeffe Keane Cullen McGrath McGinley McNulty McManus
        Devlin Friel Bonner Coll Feeney Gormley Heaney Hegarty Kearney Lavery McAteer McCafferty
        McCloskey McDaid McElroy McErlean McGeown McGonagle McLoughlin McParland McShane Mallon
        O'Dowd O'Hagan O'Kane O'Malley O'Toole Rafferty Toner Tracey""",
    "polish": """
        Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański
        Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek
        Piotrowski Grabowski Zając Pawłowski Michalski Król Nowakowski Wieczorek Jabłoński Wróbel
        Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski
        Witkowski Walczak Sikora Rutkowski Baran Michalak Szewczyk Ostrowski Tomaszewski Pietrzak
        Zalewski Wróblewski Marciniak Jasiński Sadowski Bąk Duda Zawadzki Jakubowski Wilk
        Chmielewski Borkowski Włodarczyk Sokołowski Szczepański Sawicki Kucharski Lis Maciejewski
        Kubiak Kalinowski Wysocki Mazurek Kołodziej Kaźmierczak Czarnecki Sobczak Konieczny
        Głowacki Urban Wasilewski Krajewski Zakrzewski Sikorski Laskowski Gajewski Szulc Kowal
        Brzeziński Makowski Przybylski Domański Błaszczyk Andrzejewski Chojnacki""",
    "pakistani": """
        Khan Ahmed Hussain Ali Akhtar Begum Mahmood Malik Iqbal Bibi Mohammed Shah Hussein Ahmad
        Rashid Aslam Ashraf Anwar Rehman Sheikh Butt Chaudhry Mirza Qureshi Raja Nawaz Sadiq
        Saleem Shabbir Sharif Tariq Younis Yousaf Zaman Afzal Akram Arshad Aziz Bashir Bhatti
        Choudhury Dar Farooq Ghani Hafeez Hameed Haq Ilyas Ishaq Jabbar Javed Kausar Khalid Khatun
        Latif Majid Mehmood Miah Munir Mushtaq Naeem Nazir Parveen Rafiq Rahman Raza Riaz Sabir
        Saeed Sarwar Shafi Siddique Sultana Uddin Ullah Waheed Yaqoob Zafar""",
    "indian": """
        Singh Kaur Patel Sharma Kumar Shah Gill Dhillon Sandhu Sidhu Grewal Bains Johal Mann
        Dhaliwal
        Gupta Joshi Mehta Desai Chauhan Parmar Solanki Mistry Rao Reddy Nair Menon Pillai Iyer
        Thomas Mathew Varghese George Chatterjee Banerjee Mukherjee Das Bose Verma Kapoor Malhotra
        Chopra Arora Bhatia Sethi Bedi Virk Atwal Cheema Randhawa""",
    "nigerian": """
        Okafor Adeyemi Okonkwo Adebayo Eze Okeke Nwosu Balogun Ogunleye Obi Adewale Okoro Ibrahim
        Afolabi Akinola Chukwu Nnamdi Oyelaran Olawale Adeleke Ojo Bello Musa Onyeka Uche Udoh
        Ekwueme Ezeh Igwe Nwachukwu Obasi Ogbonna Okafor-Bell Okorie Oladipo Olaniyan Omotayo
        Onuoha Osagie Osei Mensah Owusu Boateng Asante Appiah Agyeman Amoah Sowande Soyinka Abiola
        Adeniyi Akande Akintola Alabi Arowolo Awolowo Ayodele Babatunde Fashola Odukoya""",
    "somali": """
        Mohamed Ali Hassan Abdi Ahmed Hussein Ibrahim Omar Warsame Jama Farah Yusuf Osman Abdullahi
        Nur Adan Aden Elmi Ismail Isse Mohamud Muse Duale Egal Gedi Guled Hersi Hirsi Jibril Kahin
        Liban Mahad Nuur Roble Samatar Shire Siad Sugulle Waberi""",
    "arabic": """
        Al-Hassan Al-Khatib Haddad Khalil Mansour Saleh Hamdan Nasser Abdullah Al-Masri Al-Ahmad
        Ibrahim Youssef Hariri Khoury Najjar Qasim Rahal Sabbagh Shaheen Suleiman Tahan Zeidan
        Al-Sayed Al-Rashid Barakat Bakri Darwish Fayad Ghanem Hakim Issa Jaber Kassem Mahmoud
        Matar Odeh Othman Ramadan Sarkis Taha Wahab Yassin Zaki El-Sayed El-Amin Ben_Ali""",
    "chinese": """
        Wong Chan Li Wang Chen Zhang Liu Lee Cheung Leung Lau Ng Lam Ho Yang Huang Zhao Wu Zhou Xu
        Sun Ma Zhu Hu Guo Lin He Gao Liang Zheng Luo Song Xie Tang Han Deng Cao Feng Peng Zeng Xiao
        Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Tsang Yip Kwok Mak Poon
        Tse Chow Nguyen Tran Pham Vu Hoang""",
    "ukrainian": """
        Melnyk Shevchenko Boyko Kovalenko Bondarenko Tkachenko Kovalchuk Kravchenko Oliynyk
        Shevchuk Koval Polishchuk Bondar Tkachuk Moroz Marchenko Lysenko Rudenko Savchenko Petrenko
        Kravchuk Klymenko Pavlenko Savchuk Kuzmenko Levchenko Ponomarenko Vasylenko Ivanenko
        Hrytsenko Sydorenko Zinchenko Honchar Bilous Didenko Yurchenko Tymoshenko Zhuk Kolesnyk
        Romanenko Kostenko Nazarenko Panchenko Yushchenko""",
    "romanian": """
        Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu
        Constantin Marin Lazăr Florea Dumitrescu Ilie Tudor Moldovan Barbu Nistor Manea Cristea
        Ungureanu Ștefan Țurcanu Bălan Neagu Păun Văduva Crăciun Stănescu Georgescu Petrescu
        Vasilescu Anghel Dragomir Mocanu Preda Sandu Toma Voicu Oprea Sârbu Iordache Diaconu
        Petrov Ivanov Dimitrov Georgiev Kazlauskas Jankauskas Petrauskas Bērziņš Kalniņš Horváth
        Nagy Novák Kováč Dvořák""",
    "iberian": """
        Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves
        Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira García_López
        Rodríguez_Pérez González Fernández Martínez_Ruiz Sánchez Muñoz Álvarez Romero_Díaz Núñez
        de_Souza da_Silva dos_Santos Peña Ibáñez Castaño Ordóñez""",
    "turkish": """
        Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç
        Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Erdoğan Güneş Bozkurt Taş Ünal
        Aksoy Güler Avcı Tekin Hoxha Shehu Krasniqi Gashi Berisha""",
    "eritrean": """
        Tesfaye Haile Gebremariam Tekle Berhane Kidane Mehari Ghebreyesus Woldemariam Abraha Asefa
        Bekele Desta Fessehaye Girma Habtemariam Kebede Mengistu Negash Okbay Semere Teklemariam
        Weldu Yohannes Zerai Estifanos Gebrehiwot Gebreselassie Mulugeta Solomon""",
}  # fmt: skip

# Endings a woman's surname changes, longest first. Not every family keeps to it.
WOMEN_OF: Final = (("wski", "wska"), ("cki", "cka"), ("dzki", "dzka"), ("ński", "ńska"),
                   ("rski", "rska"), ("lski", "lska"), ("ski", "ska"), ("rov", "rova"),
                   ("nov", "nova"), ("giev", "gieva"), ("auskas", "auskienė"),
                   ("Novák", "Nováková"), ("Dvořák", "Dvořáková"))  # fmt: skip

_HEADS: Final = """
    Ash Ald Bar Beck Black Brad Bram Brack Broad Bux Cald Carl Chat Clay Cott Cran Crom Dal Den
    Dray East Eck Ell Far Fen Flax Frod Gar Gold Gran Gris Hal Ham Har Hart Hazel Hen Hes Holl
    Hor Hunt Kel Ken Kirk Lan Lang Lay Lin Lock Long Mar Mel Mid Mor Nor Nut Oak Old Os Oxen
    Pem Pick Pres Rad Raven Red Ring Rock Rush Sal Sand Sed Shel Sher Ship Sil Stan Stock Strat
    Sud Swin Tad Thorn Til Tren Wad Wal Ware West Whit Wil Win Wood Wool Worm York"""
_TAILS: Final = """
    ton ley worth ford well field wood stead man ham by wick shaw ridge more bourne combe den
    bury land croft lock dale gate hurst mere sley son thwaite water"""
BUILT_HEADS: Final = tuple(_HEADS.split())
BUILT_TAILS: Final = tuple(_TAILS.split())
